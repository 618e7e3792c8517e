/** Keys of one letter, which can be switched off (WCAG 2.1.4): kept in this browser. */
import { useLayoutEffect, useState } from 'preact/hooks'

const PLACE = 'mingzhang:shortcuts'

/** True for a target in which letters are typed: there they are letters, not keys. */
function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest('textarea, select, input:not([type=checkbox])') !== null
  )
}

/** @param keys what each letter does */
export function useShortcuts(keys: { readonly [key: string]: () => void }): {
  on: boolean
  setOn(on: boolean): void
} {
  const [on, setOn] = useState(() => localStorage.getItem(PLACE) !== 'off')
  // Before the next key can be pressed: what a key does depends on what is drawn.
  useLayoutEffect(() => {
    if (!on) return
    const press = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
      const act = keys[event.key]
      if (act === undefined) return
      event.preventDefault()
      act()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [on, keys])
  return {
    on,
    setOn(wanted) {
      localStorage.setItem(PLACE, wanted ? 'on' : 'off')
      setOn(wanted)
    },
  }
}
