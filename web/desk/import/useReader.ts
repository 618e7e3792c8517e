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
  const worker = useMemo(
    () => new Worker(new URL('./reader.worker.ts', import.meta.url), { type: 'module', name: 'import' }),
    [],
  )
  useEffect(() => {
    worker.onmessage = ({ data }: MessageEvent<Tell>) => listener.current(data)
    worker.onerror = () =>
      listener.current({ tell: 'refused', code: 'fault', words: { zh: broken, en: broken }, field: null })
    return () => worker.terminate()
  }, [worker, broken])
  return (asked) => worker.postMessage(asked)
}
