/** A list is asked for by a plain form: what its kind declares, each choice with its number. */

import { kindOf, type ListedKind } from '../../../worker/domain/kinds/table.ts'
import { dayLabel, filterLabel, valueLabel } from '../../../worker/domain/listing/words.ts'
import { RECORDED } from '../../../worker/domain/record/list/days.ts'
import type { FilterName } from '../../../worker/domain/record/list/listed.ts'
import { at } from '../../address.ts'
import { useFrame } from '../../frame.ts'
import { titleOr } from '../../labels.ts'
import { formatCount } from '../../words/numbers.ts'
import type { Lang } from '../../words/words.ts'
import type { ListData } from './data.ts'
import { sortOptions } from './orders.ts'
import { isWide } from './wide.ts'

/** Filters that stand open; all others unfold. */
const OPEN: readonly FilterName[] = ['q', 'organ', 'department', 'type', 'status', 'on', 'from', 'to']
const ORDER: readonly FilterName[] = [
  ...OPEN,
  'units',
  'date',
  'level',
  'area',
  'view',
  'least',
  'most',
  'flagged',
  'altered',
  'latest',
  'had',
  'without',
  'used',
  'placed',
  'service',
  'matter',
  'serves',
  'lacks',
]

interface FormProps {
  data: ListData
  /** Filters that the page offers otherwise: what is chosen in them is carried along. */
  skip: readonly FilterName[]
  /** Name of the order in which the list stands unless one is chosen; null for the usual one of the kind. */
  usual: string | null
}

export function ListForm({ data, skip, usual }: FormProps) {
  const { lang, words, path } = useFrame()
  const { kind, chosen, sort } = data
  const declared = kindOf(kind).filters
  const drawn = ORDER.filter(
    (name) => declared[name] !== undefined && !skip.includes(name) && isOffered(data, name),
  )
  const folded = drawn.filter((name) => !OPEN.includes(name))
  const carried = Object.entries(chosen).filter(
    ([name, value]) => value && !drawn.some((one) => one === name),
  )
  return (
    <form class="ask" method="get" action={at(lang, path)}>
      <div class="ask__fields">
        {drawn
          .filter((name) => OPEN.includes(name))
          .map((name) => (
            <Field key={name} name={name} data={data} />
          ))}
        <div class="ask__field ask__field--wide">
          <label for="f-sort">{words.sorts.label}</label>
          <select id="f-sort" name="sort">
            {sortOptions(lang, kind, words, usual).map(([value, name]) => (
              <option key={value} value={value} selected={value === (sort ?? '')}>
                {name}
              </option>
            ))}
          </select>
        </div>
      </div>
      {folded.length > 0 && (
        <details open={folded.some((name) => chosen[name])}>
          <summary>{words.listing.more}</summary>
          <div class="ask__fields">
            {folded.map((name) => (
              <Field key={name} name={name} data={data} />
            ))}
          </div>
        </details>
      )}
      {carried.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value ?? ''} />
      ))}
      <button type="submit">{words.listing.show}</button>
    </form>
  )
}

/** A filter of one value, or of none, offers no choice. */
function isOffered({ choices, chosen }: ListData, name: FilterName): boolean {
  if (chosen[name]) return true
  if (name === 'units') return choices.department.length > 1
  if (name === 'organ') return choices.organ.length > 0
  return !isCounted(name) || choices[name] === null || choices[name].length > 1
}

type CountedName = 'department' | 'type' | 'level' | 'status' | 'area'

function isCounted(name: FilterName): name is CountedName {
  return name === 'department' || name === 'type' || name === 'level' || name === 'status' || name === 'area'
}

function Field({ name, data }: { name: FilterName; data: ListData }) {
  const { lang, names } = useFrame()
  const { kind, chosen } = data
  const id = `f-${name}`
  const value = chosen[name] ?? ''
  const { spec } = kindOf(kind).filters[name] ?? {}
  if (spec?.is === 'code' && spec.codes.length === 1 && spec.codes[0] === 'yes')
    return (
      <div class="ask__field ask__field--tick">
        <input id={id} type="checkbox" name={name} value="yes" checked={value === 'yes'} />
        <label for={id}>{filterLabel(lang, kind, name)}</label>
      </div>
    )
  const isLong = isWide(optionsOf(lang, name, data, names).map(({ text }) => text))
  return (
    <div class={name === 'q' || isLong ? 'ask__field ask__field--wide' : 'ask__field'}>
      <label for={id}>{labelOf(lang, data, name)}</label>
      <Control id={id} name={name} value={value} data={data} />
    </div>
  )
}

/** Name of a filter in the form; the ends of a period say of which day they are. */
function labelOf(lang: Lang, { kind, chosen }: ListData, name: FilterName): string {
  const label = filterLabel(lang, kind, name)
  if (name !== 'from' && name !== 'to') return label
  const day = dayLabel(lang, kind, chosen.date ?? Object.keys(kindOf(kind).days)[0] ?? RECORDED)
  return lang === 'zh' ? `${day}${label}` : `${day}, ${label.toLowerCase()}`
}

function Control({ id, name, value, data }: { id: string; name: FilterName; value: string; data: ListData }) {
  const { lang, words, names } = useFrame()
  const { kind, choices } = data
  const { filters, days } = kindOf(kind)
  if (name === 'date')
    return (
      <select id={id} name={name}>
        {Object.keys({ ...days, recorded: true }).map((day, i) => (
          <option key={day} value={i === 0 ? '' : day} selected={day === value}>
            {dayLabel(lang, kind, day)}
          </option>
        ))}
      </select>
    )
  const options = optionsOf(lang, name, data, names)
  if (options.length > 0 || offeredIn(kind, name, data) !== null)
    return (
      <select id={id} name={name}>
        <option value="">{words.facets.all}</option>
        {options.map(({ value: one, text }) => (
          <option key={one} value={one} selected={one === value}>
            {text}
          </option>
        ))}
      </select>
    )
  const dated = name === 'from' || name === 'to' || name === 'on'
  const spec = filters[name]?.spec
  return (
    <>
      <input
        id={id}
        name={name}
        type={name === 'q' ? 'search' : 'text'}
        value={value}
        placeholder={dated ? words.listing[name] : undefined}
        inputMode={spec?.is === 'number' ? 'numeric' : undefined}
        pattern={dated ? '\\d\\d\\d\\d(-\\d\\d(-\\d\\d)?)?' : spec?.is === 'number' ? '\\d*' : undefined}
        title={dated ? words.listing.dateForm : undefined}
        list={name === 'area' ? `${id}-all` : undefined}
        autocomplete="off"
      />
      {name === 'area' && (
        <datalist id={`${id}-all`}>
          {(choices.area ?? []).map(({ value: one }) => (
            <option key={one} value={one} />
          ))}
        </datalist>
      )}
    </>
  )
}

/** Choices of a filter as a reader sees them, each with its number where it was counted; none where anything can be written. */
function optionsOf(
  lang: Lang,
  name: FilterName,
  data: ListData,
  names: ReadonlyMap<string, string>,
): { value: string; text: string }[] {
  const { kind } = data
  return (offeredIn(kind, name, data) ?? []).map(({ value, count }) => {
    const n = count === null ? null : formatCount(count)
    const number = n === null ? '' : lang === 'zh' ? `（${n}）` : ` (${n})`
    const nameOf = (record: string) => names.get(record) ?? titleOr(lang, record, null)
    return { value, text: `${valueLabel(lang, kind, name, value, nameOf)}${number}` }
  })
}

/** Values among which a reader chooses; null where anything can be written. */
function offeredIn(
  kind: ListedKind,
  name: FilterName,
  { choices, chosen }: ListData,
): { value: string; count: number | null }[] | null {
  if (name === 'organ') return choices.organ.map((value) => ({ value, count: null }))
  const known = isCounted(name) && name !== 'area' ? choices[name] : null
  if (known !== null) {
    const value = chosen[name]
    return value && !known.some((one) => one.value === value) ? [{ value, count: 0 }, ...known] : known
  }
  const spec = kindOf(kind).filters[name]?.spec
  return spec?.is === 'code' ? spec.codes.map((value) => ({ value, count: null })) : null
}
