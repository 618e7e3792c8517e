/** Filters of the queue; each stands in the address. */
import { severities } from '../../../worker/domain/kinds/flag/severity.ts'

import { queueSorts } from '../../../worker/domain/queue/words.ts'
import type { Words } from '../../../worker/domain/record/problem.ts'
import type { RecordView, RuleView } from '../../types.ts'
import { fill } from '../../words/fill.ts'
import { useDesk } from '../frame/desk.ts'
import { useList } from '../frame/useList.ts'
import type { FilterName, QueueFilters } from './query.ts'
import type { QueueList } from './useQueue.ts'

interface FiltersProps {
  filters: QueueFilters
  list: QueueList | null
  inspectors: readonly { id: string; post: string }[]
  onChange(filters: QueueFilters): void
}

/** Controls for the filters, with the number of items of a choice where it is counted. */
export function Filters({ filters, list, inspectors, onChange }: FiltersProps) {
  const { words, lang } = useDesk()
  const { findings } = words
  const rules = useList<RuleView>('/api/v1/rules')
  const departments = useList<RecordView>('/api/v1/departments?limit=500')
  const counted = (name: string, n: number | undefined): string =>
    n === undefined ? name : fill(findings.counted, { name, n })
  const options = (
    codes: { readonly [code: string]: Words },
    counts?: { [code: string]: number | undefined },
  ) =>
    Object.entries(codes).map(([code, name]): [string, string] => [
      code,
      counts === undefined ? name[lang] : counted(name[lang], counts[code] ?? 0),
    ])
  const choice = (name: FilterName, label: string, all: string, given: [string, string][]) => (
    <div class="field">
      <label for={`filter-${name}`}>{label}</label>
      <select
        id={`filter-${name}`}
        value={filters[name] ?? ''}
        onChange={({ currentTarget }) => onChange({ ...filters, [name]: currentTarget.value })}
      >
        <option value="">{all}</option>
        {given.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </div>
  )
  return (
    <search class="filters filters--queue">
      {choice('severity', findings.severity, findings.any, options(severities, list?.severities))}
      {choice(
        'rule',
        findings.rule,
        findings.any,
        (rules.items ?? []).map(({ id, name }) => [id, `${id} ${name[lang]}`]),
      )}
      {choice(
        'department',
        findings.department,
        findings.any,
        (departments.items ?? []).map(({ id, title }) => [id, title]),
      )}
      {choice('assignee', findings.assignee, findings.any, [
        ['me', findings.me],
        ['none', findings.nobody],
        ...inspectors.map(({ id, post }): [string, string] => [id, post || id]),
      ])}
      {choice(
        'sort',
        findings.sort,
        queueSorts.severity[lang],
        options(queueSorts).filter(([code]) => code !== 'severity'),
      )}
      <form
        class="field"
        onSubmit={(event) => {
          event.preventDefault()
          const field = event.currentTarget.elements.namedItem('q')
          if (field instanceof HTMLInputElement) onChange({ ...filters, q: field.value.trim() })
        }}
      >
        <label for="filter-q">{findings.titleHas}</label>
        <input id="filter-q" name="q" type="search" defaultValue={filters.q ?? ''} />
      </form>
    </search>
  )
}
