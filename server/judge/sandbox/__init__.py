"""How a submission is confined.  Standard library only: all of this runs in the process that forks
submissions.

Read in this order:

- `limits` says how much a submission may use, `layers` what it may do: policy, as data.
- `confine` applies the layers, in the only order in which they work, one module per mechanism:
  `scheduling`, `rlimits`, `identity`, `landlock` and `seccomp` (its table is `syscalls`, its assembler
  `bpf`).
- `namespaces` is done once, for all submissions, by the process that forks them.
- `zygote` is that process; `frames` is what it and the server say to each other; `probes` try to break out.

The package is imported twice: as `server.judge.sandbox` by the server, and as `sandbox` by the zygote.
"""
