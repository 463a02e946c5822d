/** What this browser keeps.  Where storage is full or forbidden, it is kept for as long as the page stands. */

export interface Keeper {
  getItem(name: string): string | null;
  setItem(name: string, value: string): void;
  removeItem(name: string): void;
}

/** Kept on this device. */
export const kept: Keeper = keeper(() => localStorage);

/** Kept in this tab. */
export const keptByTab: Keeper = keeper(() => sessionStorage);

/** A keeper that never throws: what the storage will not take stays in memory. */
export function keeper(storage: () => Keeper): Keeper {
  const memory = new Map<string, string>();
  const attempt = <Result>(action: (kept: Keeper) => Result): Result | undefined => {
    try {
      return action(storage());
    } catch {
      return undefined;
    }
  };
  return {
    getItem: (name) => memory.get(name) ?? attempt((kept) => kept.getItem(name)) ?? null,
    setItem(name, value) {
      const written = attempt((kept) => (kept.setItem(name, value), true));
      if (written) memory.delete(name);
      else memory.set(name, value);
    },
    removeItem(name) {
      memory.delete(name);
      attempt((kept) => kept.removeItem(name));
    },
  };
}
