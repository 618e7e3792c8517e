/** Fields of one group: what its comments say, what becomes of them, and why. */
import { reporting } from '../../../worker/domain/kinds/consultation/fields.ts'
import type { Spec, Specs } from '../../../worker/domain/record/shape.ts'
import { Field } from '../form/fields/Field.tsx'
import { type Fields, textIn, withField } from '../form/fields/value.ts'
import { useDesk } from '../frame/desk.ts'
import type { Group } from './groups.ts'

/** Fields that are asked, in their order; its comments are sorted in, not typed. */
const ASKED = ['title', 'outcome', 'reason', 'change', 'summary', 'others']

const partsOf = (spec: Spec | undefined): Specs =>
  spec?.is === 'list' ? partsOf(spec.of) : spec?.is === 'object' ? spec.fields : {}

export function GroupForm({
  group,
  place,
  title,
  onChange,
  onDissolve,
}: {
  group: Group
  /** Place of the group in the report, from 0. */
  place: number
  title: string
  onChange(fields: Fields): void
  onDissolve(): void
}) {
  const { grouping } = useDesk().words
  const { fields } = group
  const specs = partsOf(partsOf(reporting.spec).groups)
  // Words before and after are of what is adopted as a whole.
  const asked = ASKED.filter((name) => name !== 'change' || textIn(fields.outcome).startsWith('adopted'))
  return (
    <section class="group" aria-labelledby="group-now">
      <h3 id="group-now">{title}</h3>
      {asked.map((name) => {
        const spec = specs[name]
        return spec === undefined ? null : (
          <Field
            key={name}
            spec={spec}
            name={name}
            path={`groups/${place}/${name}`}
            scope="consultation"
            value={fields[name]}
            onChange={(value) => onChange(withField(fields, name, value))}
          />
        )
      })}
      <p class="buttons">
        <button type="button" onClick={onDissolve}>
          {grouping.dissolve}
        </button>
      </p>
    </section>
  )
}
