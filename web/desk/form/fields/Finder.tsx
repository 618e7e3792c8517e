/** Finding a record by its words, and putting its id into a field. */
import { useEffect, useState } from 'preact/hooks'
import { kindsOf } from '../../../../worker/domain/kinds/table.ts'
import type { Spec } from '../../../../worker/domain/record/shape.ts'
import { fill } from '../../../words/fill.ts'
import { useDesk } from '../../frame/desk.ts'
import type { Send } from '../../frame/send.ts'
import { useTitles } from '../../frame/titles.ts'
import { Box, Group, useControl } from './Box.tsx'
import { useForm } from './context.ts'
import type { FieldProps } from './field-props.ts'
import { listIn, textIn } from './value.ts'

type Of = FieldProps & { label: string; spec: Extract<Spec, { is: 'id' }> }

interface Found {
  id: string
  title: string
  departmentName: string | null
}

/** Waits for the end of a word before it asks. */
const PAUSE_MS = 250
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
  return answer.ok ? answer.body.items : []
}

/** Field for the id of a record: its title when one is chosen, else the search for it. */
export function Finder({ label, path, spec, value, onChange }: Of) {
  const { words } = useDesk()
  const id = textIn(value)
  const titles = useTitles(id === '' ? [] : [id])
  if (id !== '')
    return (
      <Group label={label} path={path}>
        <p class="chosen">
          {titles.get(id) ?? id}{' '}
          <button type="button" class="plain" onClick={() => onChange(undefined)}>
            {words.form.change}
            <span class="vh"> {label}</span>
          </button>
        </p>
      </Group>
    )
  return <Search label={label} path={path} kinds={kindsOf(spec)} onFound={onChange} />
}

/** Several records, one after the other. */
export function Finders({ label, path, spec, value, onChange }: Of) {
  const { words } = useDesk()
  const chosen = listIn(value).map(textIn)
  const titles = useTitles(chosen)
  return (
    <Group label={label} path={path}>
      <ul class="plain-list">
        {chosen.map((id) => (
          <li key={id} class="chosen">
            {titles.get(id) ?? id}{' '}
            <button
              type="button"
              class="plain"
              onClick={() => onChange(chosen.filter((one) => one !== id))}
              aria-label={fill(words.form.removeNamed, { name: titles.get(id) ?? id })}
            >
              {words.form.remove}
            </button>
          </li>
        ))}
      </ul>
      <Search
        label={words.form.addOne}
        path={`${path}/${chosen.length}`}
        kinds={kindsOf(spec)}
        onFound={(id) => onChange(chosen.includes(id) ? chosen : [...chosen, id])}
      />
    </Group>
  )
}

/** Search for a record of some kinds by its words. `onFound` gets the id of the one that was taken. */
export function Search({
  label,
  path,
  kinds,
  onFound,
}: {
  label: string
  path: string
  kinds: readonly string[]
  onFound(id: string): void
}) {
  const { words } = useDesk()
  const control = useControl(path, true)
  const [q, setQ] = useState('')
  const [open, setOpen] = useState(false)
  const found = useFound(kinds, q, open)
  return (
    <Box label={label} path={path} hint={words.form.findHint}>
      <input
        type="text"
        autocomplete="off"
        {...control}
        value={q}
        onFocus={() => setOpen(true)}
        onInput={({ currentTarget }) => setQ(currentTarget.value)}
      />
      <div aria-live="polite">
        {open && found !== null && (
          <ul class="found">
            {found.map((record) => (
              <li key={record.id}>
                <button type="button" onClick={() => onFound(record.id)}>
                  {record.title === '' ? record.id : record.title}
                  {record.departmentName !== null && <small>{record.departmentName}</small>}
                </button>
              </li>
            ))}
            {found.length === 0 && <li class="hint">{words.form.nothingFound}</li>}
          </ul>
        )}
      </div>
    </Box>
  )
}
