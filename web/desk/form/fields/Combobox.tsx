/** A text that finds records as one types: arrows choose, Enter takes, Escape closes. */

import { useEffect, useState } from 'preact/hooks'
import { departmentIn } from '../../../../worker/domain/kinds/title.ts'
import { useDesk } from '../../frame/desk.ts'
import type { Send } from '../../frame/send.ts'
import { Box, useControl } from './Box.tsx'
import { useForm } from './context.ts'

export interface Found {
  id: string
  title: string
  departmentName: string | null
  departmentNameEn: string | null
}

/** Waits for the end of a word before it asks. */
const PAUSE_MS = 200
const MOST = 12

/** Records of these kinds that match; those of the own department first while nothing is typed. */
function useFound(kinds: readonly string[], q: string, open: boolean): Found[] | null {
  const { send } = useDesk()
  const { department } = useForm()
  const [found, setFound] = useState<Found[] | null>(null)
  const kind = kinds.join(' ')
  useEffect(() => {
    if (!open) return
    const asking = new AbortController()
    const timer = setTimeout(async () => {
      const lists = await Promise.all(kind.split(' ').map((one) => find(send, one, q.trim(), department)))
      if (!asking.signal.aborted) setFound(lists.flat())
    }, PAUSE_MS)
    return () => {
      asking.abort()
      clearTimeout(timer)
    }
  }, [send, kind, q, department, open])
  return found
}

/** Records that match; those of the own department while nothing is typed. */
async function find(send: Send, kind: string, q: string, department: string | null): Promise<Found[]> {
  const asked = { kind, limit: String(MOST) }
  if (q !== '') {
    const query = new URLSearchParams({ ...asked, q })
    const answer = await send<{ items: { record: Found }[] }>('GET', `/api/v1/search?${query}`)
    return answer.ok ? answer.body.items.map(({ record }) => record) : []
  }
  const own: Record<string, string> = department !== null && kind !== 'department' ? { department } : {}
  const answer = await send<{ items: Found[] }>(
    'GET',
    `/api/v1/records?${new URLSearchParams({ ...asked, ...own })}`,
  )
  if (!answer.ok) return []
  // One's own department is the one that is most often meant.
  return answer.body.items.toSorted((a, b) => Number(b.id === department) - Number(a.id === department))
}

interface ComboboxProps {
  label: string
  path: string
  hint: string
  kinds: readonly string[]
  /** Text of the control. */
  value: string
  onType(text: string): void
  /** Takes a record that was found. */
  onTake(found: Found): void
  /** Takes the text itself, where one may name what is no record; then Enter does it. */
  onText?(text: string): void
  most?: number
}

/** Control that offers the records which match what is typed. */
export function Combobox({ label, path, hint, kinds, value, onType, onTake, onText, most }: ComboboxProps) {
  const { lang, words } = useDesk()
  const control = useControl(path, true)
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState(-1)
  const found = useFound(kinds, value, open)
  const list = `${control.id}-found`
  const isShown = open && found !== null
  const options = isShown ? found : []

  function take(one: Found): void {
    setOpen(false)
    setActive(-1)
    onTake(one)
  }

  function press(event: KeyboardEvent): void {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      setOpen(true)
      const by = event.key === 'ArrowDown' ? 1 : -1
      setActive((now) => Math.min(Math.max(now + by, -1), options.length - 1))
      return
    }
    if (event.key === 'Escape') setOpen(false)
    if (event.key !== 'Enter' || event.isComposing) return
    const one = options[active]
    if (one !== undefined) {
      event.preventDefault()
      take(one)
    } else if (onText !== undefined && value.trim() !== '') {
      event.preventDefault()
      onText(value.trim())
    }
  }

  return (
    <Box label={label} path={path} hint={hint}>
      <input
        type="text"
        role="combobox"
        autocomplete="off"
        aria-autocomplete="list"
        aria-expanded={isShown && options.length > 0}
        aria-controls={list}
        aria-activedescendant={options[active] === undefined ? undefined : `${list}-${active}`}
        {...control}
        {...(most === undefined ? {} : { maxLength: most })}
        value={value}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={press}
        onInput={({ currentTarget }) => {
          setOpen(true)
          setActive(-1)
          onType(currentTarget.value)
        }}
      />
      <div
        class="found"
        id={list}
        role="listbox"
        aria-label={words.form.offered}
        hidden={options.length === 0}
      >
        {options.map((record, i) => (
          // Chosen from the control itself: by pointer before it loses the focus.
          // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the control (aria-activedescendant)
          // biome-ignore lint/a11y/useKeyWithClickEvents: the control takes the keys
          <div
            key={record.id}
            id={`${list}-${i}`}
            role="option"
            aria-selected={i === active}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => take(record)}
          >
            {record.title === '' ? record.id : record.title}
            {record.departmentName !== null && <small>{departmentIn(lang, record)}</small>}
          </div>
        ))}
      </div>
      <span class="hint" role="status">
        {isShown && found.length === 0 && value.trim() !== '' && words.form.nothingFound}
      </span>
    </Box>
  )
}
