/** A form of one button for whoever holds a code. */
import type { ComponentChildren } from 'preact'
import { at } from '../../address.ts'
import { useFrame } from '../../frame.ts'

interface CodeFormProps {
  code: string
  /** Address to which it is sent, as `/m/forget`. */
  path: string
  /** Words of the button. */
  button: string
  /** Words below the button. */
  hint?: string
  children?: ComponentChildren
}

/** The form with what it is about above its button. */
export function CodeForm({ code, path, button, hint, children }: CodeFormProps) {
  const { lang } = useFrame()
  return (
    <form method="post" action={at(lang, path)} class="paper-form">
      <input type="hidden" name="code" value={code} />
      {children}
      <button type="submit">{button}</button>
      {hint !== undefined && <p class="hint">{hint}</p>}
    </form>
  )
}
