import { useEffect, useMemo, useRef } from 'preact/hooks'
import type { Ask, Tell } from './messages.ts'

/**
 * The worker that reads files, as long as the page is open.
 *
 * @param broken what is said when its script cannot be loaded, or fails
 */
export function useReader(broken: string, onTell: (told: Tell) => void): (asked: Ask) => void {
  const listener = useRef(onTell)
  listener.current = onTell
  // It is heard from the start: effects come after a paint, and what was told before one would be lost.
  const worker = useMemo(() => {
    const made = new Worker(new URL('./reader.worker.ts', import.meta.url), {
      type: 'module',
      name: 'import',
    })
    made.onmessage = ({ data }: MessageEvent<Tell>) => listener.current(data)
    made.onerror = () =>
      listener.current({ tell: 'refused', code: 'fault', words: { zh: broken, en: broken }, field: null })
    return made
  }, [])
  useEffect(() => () => worker.terminate(), [worker])
  return (asked) => worker.postMessage(asked)
}
