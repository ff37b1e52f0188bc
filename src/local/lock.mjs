// Plain JavaScript, since it also runs before anything is installed.
import { mkdirSync, renameSync, rmSync, statSync, utimesSync } from "node:fs"
import path from "node:path"
import { setTimeout as pause } from "node:timers/promises"

const BEAT = 1000
const DEAD_AFTER = 10 * BEAT

/** Does `work` while no other process does work under the same `lock`, a path; waits its turn. */
export async function alone(lock, work, onWait = () => {}) {
  let release = hold(lock)
  if (!release) onWait()
  while (!release) {
    await pause(BEAT / 4)
    release = hold(lock)
  }
  try {
    return await work()
  } finally {
    release()
  }
}

/**
 * Takes the lock, or gives nothing when a living process has it. Gives what lets go of it.
 * The holder keeps touching a folder: process ids would lie as soon as two containers share it.
 */
export function hold(lock) {
  mkdirSync(path.dirname(lock), { recursive: true })
  if (!make(lock)) {
    if (!isDead(lock)) return
    const aside = `${lock}.${process.pid}`
    if (!ignoring("ENOENT", () => renameSync(lock, aside))) return
    rmSync(aside, { recursive: true })
    if (!make(lock)) return
  }
  const beat = setInterval(() => ignoring("ENOENT", () => utimesSync(lock, new Date(), new Date())), BEAT).unref()
  const release = () => {
    clearInterval(beat)
    process.off("exit", release)
    rmSync(lock, { recursive: true, force: true })
  }
  process.on("exit", release)
  return release
}

const make = (lock) => ignoring("EEXIST", () => mkdirSync(lock))

function isDead(lock) {
  let touched = Date.now()
  ignoring("ENOENT", () => {
    touched = statSync(lock).mtimeMs
  })
  return Date.now() - touched > DEAD_AFTER
}

function ignoring(code, act) {
  try {
    act()
    return true
  } catch (error) {
    if (error.code !== code) throw error
    return false
  }
}
