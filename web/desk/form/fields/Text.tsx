import { Box, useControl } from './Box.tsx'

interface TextProps {
  /** Place in the request, as `name/zh`. */
  path: string
  label: string
  hint?: string
  /** Not shown while it is typed. */
  secret?: boolean
  value: string
  onChange(value: string): void
}

/** A line of text that the dictionary names, beside those that the shapes declare. */
export function Text({ path, label, hint, secret = false, value, onChange }: TextProps) {
  const shared = {
    ...useControl(path, hint !== undefined),
    spellcheck: false,
    value,
    onInput: ({ currentTarget }: { currentTarget: HTMLInputElement }) => onChange(currentTarget.value),
  }
  return (
    <Box label={label} path={path} hint={hint}>
      {secret ? (
        // A browser must not offer the password of who sets this up.
        <input type="password" autocomplete="new-password" {...shared} />
      ) : (
        <input type="text" autocomplete="off" {...shared} />
      )}
    </Box>
  )
}
