import type { ComponentChildren } from 'preact'

/** A table that may be wider than its page: it scrolls by itself, also by keyboard, and says what it holds. */
export function Scroll({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways is reached by keyboard
    // biome-ignore lint/a11y/useSemanticElements: no set of fields, and no part of the page to jump to
    <div class="scroll" role="group" tabIndex={0} aria-label={name}>
      {children}
    </div>
  )
}
