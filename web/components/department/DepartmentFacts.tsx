import { titleIn } from '../../../worker/domain/kinds/title.ts'
import { useFrame } from '../../frame.ts'
import { fieldLabel } from '../../labels.ts'
import type { DepartmentState, Linked, RecordView } from '../../types.ts'
import { fill } from '../../words/words.ts'
import { Beyond } from '../list/Beyond.tsx'
import { RecordLink } from '../list/RecordLink.tsx'
import { Facts } from '../record/Facts.tsx'

interface DepartmentFactsProps {
  record: RecordView
  state: DepartmentState
  subordinate: Linked
}

/** Facts of a department: its codes, superior, subordinates and period. */
export function DepartmentFacts({ record, state, subordinate }: DepartmentFactsProps) {
  const { words, lang } = useFrame()
  const name = (field: string): string => fieldLabel(lang, 'department', field)
  const period = [
    state.inForceFrom === null ? '' : fill(words.responsibility.since, { date: state.inForceFrom }),
    state.inForceTo === null ? '' : fill(words.responsibility.until, { date: state.inForceTo }),
  ].filter((part) => part !== '')
  return (
    <Facts
      facts={[
        { name: name('code'), value: state.code },
        { name: name('uscc'), value: state.uscc === null ? null : <span class="mono">{state.uscc}</span> },
        { name: name('divisionCode'), value: state.divisionCode },
        { name: name('parent'), value: state.parent === null ? null : <RecordLink id={state.parent} /> },
        {
          name: words.department.subordinate,
          value: subordinate.total === 0 ? null : <Names {...subordinate} />,
        },
        { name: words.responsibility.period, value: period.join(lang === 'zh' ? '，' : ', ') },
        { name: words.responsibility.identifier, value: <span class="mono nowrap">{record.id}</span> },
      ]}
    />
  )
}

/** Links to records, one a line. */
function Names({ items, total }: Linked) {
  const { lang } = useFrame()
  return (
    <>
      <ul>
        {items.map((record) => (
          <li key={record.id}>
            <RecordLink id={record.id} title={titleIn(lang, record)} />
          </li>
        ))}
      </ul>
      <Beyond items={items} total={total} />
    </>
  )
}
