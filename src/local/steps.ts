/** Shows what a command is doing: a line for each step that is done, and on a terminal one that moves. */
export function openSteps() {
  const running = new Map<string, string>()
  const live = process.stdout.isTTY === true

  const write = (line = "") => {
    const now = [...running].map(([name, progress]) => `${name}${progress}`).join(" · ")
    process.stdout.write(`${live ? "\r\x1b[K" : ""}${line && `${line}\n`}${live && now ? `… ${now}` : ""}`)
  }

  async function step<T>(name: string, work: (progress: (text: string) => void) => Promise<T>): Promise<T> {
    const began = performance.now()
    let shown = began
    running.set(name, "")
    write()
    try {
      const result = await work((text) => {
        running.set(name, ` ${text}`)
        const isDue = performance.now() - shown > (live ? 50 : 1000)
        if (!isDue) return
        shown = performance.now()
        write(live ? "" : `  … ${name} ${text}`)
      })
      running.delete(name)
      write(`  ✓ ${name} ${((performance.now() - began) / 1000).toFixed(1)} s`)
      return result
    } catch (error) {
      running.delete(name)
      write(`  ✗ ${name}`)
      throw error
    }
  }

  return step
}
