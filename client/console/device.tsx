/** One more device becomes a console: a link that works once, and the way to send all others out. */
import { imageOf } from "../shared/html";
import type { DeviceLink } from "../shared/wire";
import { Dialog } from "./dialog";
import { Press, WhyNot } from "./press";
import type { ViewProps } from "./props";

interface Props extends Pick<ViewProps, "words" | "send"> {
  readonly link: DeviceLink;
  readonly onClose: () => void;
}

export function DeviceLinked({ link, words, send, onClose }: Props) {
  return (
    <Dialog title={words.deviceTitle} class="invitation" onClose={onClose}>
      <p>{words.deviceHint(link.hours)}</p>
      <img src={imageOf(link.qr_svg)} alt={link.url} data-testid="device-qr" />
      <p class="device-link" data-testid="device-url">
        {link.url}
      </p>
      <WhyNot />
      <div class="choices">
        <Press class="button" data-testid="sign-out-others" onClick={() => send({ kind: "sign-out", others: true })}>
          {words.signOutOthers}
        </Press>
        <Press class="button" data-testid="sign-out" onClick={() => send({ kind: "sign-out", others: false })}>
          {words.signOut}
        </Press>
        <button type="button" class="button main" data-ready onClick={onClose}>
          {words.close}
        </button>
      </div>
    </Dialog>
  );
}
