export function alone<T>(lock: string, work: () => Promise<T>, onWait?: () => void): Promise<T>
export function hold(lock: string): (() => void) | undefined
