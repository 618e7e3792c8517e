import { useEffect, useMemo, useRef } from 'preact/hooks'
import type { Ask, Tell } from './messages.ts'

/** The worker that reads files, as long as the page is open. */
export function useReader(onTell: (told: Tell) => void): (asked: Ask) => void {
  const listener = useRef(onTell)
  listener.current = onTell
  const worker = useMemo(
    () => new Worker(new URL('./reader.worker.ts', import.meta.url), { type: 'module', name: 'import' }),
    [],
  )
  useEffect(() => {
    worker.onmessage = ({ data }: MessageEvent<Tell>) => listener.current(data)
    return () => worker.terminate()
  }, [worker])
  return (asked) => worker.postMessage(asked)
}
