/**
 * Calls `stop` once, whatever ends this command: Ctrl-C, a signal, or the end of the process that started it
 * (which cannot tell when it is killed).
 */
export function onEnd(stop: (signal: string) => void): void {
  let ended = false
  const end = (signal: string) => {
    if (ended) return
    ended = true
    stop(signal)
  }
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => end(signal))
  const parent = process.ppid
  setInterval(() => process.ppid === parent || end("SIGHUP"), 500).unref()
}
