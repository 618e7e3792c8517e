/** The fields of a form: those asked at once, those behind a fold, and what goes into the envelope. */

import { kindOf } from '../../../worker/domain/kinds/table.ts'
import { canBeWithheld } from '../../../worker/domain/kinds/withholding.ts'
import { decidingFacts } from '../../../worker/domain/procedure/deciding.ts'
import type { Procedures } from '../../../worker/domain/procedure/procedures.ts'
import { code, date, id as idOf, moment } from '../../../worker/domain/record/shape.ts'
import { grounds } from '../../../worker/domain/record/vocabulary.ts'
import { fieldLabel } from '../../labels.ts'
import type { Json, RecordView } from '../../types.ts'
import { useDesk, useMe } from '../frame/desk.ts'
import { Grouping } from '../grouping/Grouping.tsx'
import { Applicability, proposalOf } from './Applicability.tsx'
import { Changes } from './Changes.tsx'
import { Box, Group, useControl } from './fields/Box.tsx'
import { Field } from './fields/Field.tsx'
import { type Fields, fieldsIn, isEmpty, saysWhen, textIn, withField } from './fields/value.ts'
import { askedOf, type Form, type FormKind, formKinds } from './forms.ts'
import { Lead } from './Lead.tsx'
import { StepForm } from './StepForm.tsx'
import { TranslatedTexts } from './TranslatedTexts.tsx'

/** Asked only where another answer calls for it. */
const WHEN: {
  readonly [field: string]: (whole: Fields, procedures: Procedures) => boolean
} = {
  // Counted, not typed.
  'consultation.report.unsorted': () => false,
  'decision.open.applicability': (whole, procedures) =>
    decidingFacts(proposalOf(whole), procedures).length > 0,
  'decision.open.noResponsibility': ({ responsibility }) => isEmpty(responsibility),
  'decision.decide.divergenceReason': ({ conformsToMajority }) => conformsToMajority === false,
  'milestone.claim.metAt': ({ undated }) => undated !== true,
}

/** True for a kind that is logged for a department; a department or an account says itself what it is of. */
const isOfDepartment = (kind: FormKind): boolean => formKinds.includes(kind)

/**
 * Controls for all fields of a form.
 *
 * @param record that the act is about; null for a form that opens one
 */
export function FormFields({
  form,
  whole,
  record,
  onChange,
}: {
  form: Form
  whole: Fields
  record: RecordView | null
  onChange(whole: Fields): void
}) {
  const { words, procedures } = useDesk()
  const me = useMe()
  const asked = (name: string): boolean =>
    WHEN[`${form.kind}.${form.verb}.${name}`]?.(whole, procedures) ?? true
  const put = (name: string, value: Json | undefined) => onChange(withField(whole, name, value))
  const field = (name: string) => (
    <Part key={name} form={form} name={name} whole={whole} record={record} put={put} onChange={onChange} />
  )
  const { main, more: folded } = askedOf(form, whole)
  const more = folded.filter(asked)
  const isBegun = form.lead === null || !isEmpty(whole[form.lead])
  // Another field says on which day it happened: this one is for when it was another.
  const isFolded = saysWhen(main) || (form.lead !== null && saysWhen(folded))
  const shown = main.filter(asked)
  const abreast = shown.filter((name) => form.either.includes(name))
  const when = (
    <Field
      spec={moment().spec}
      name="occurred"
      path="occurred"
      scope={form.kind}
      label={words.form.occurred}
      value={whole.occurred}
      onChange={(value) => put('occurred', value)}
    />
  )
  const hasMore = more.length > 0 || (isBegun && isFolded)
  const withholding = isBegun && canBeWithheld(form.event) && <Withholding whole={whole} put={put} />
  return (
    <>
      {me.department === null && form.verb === 'open' && isOfDepartment(form.kind) && (
        <Field
          spec={idOf('department').spec}
          name="department"
          path="department"
          scope={form.kind}
          value={whole.department}
          onChange={(value) => put('department', value)}
        />
      )}
      {shown
        .filter((name) => !abreast.includes(name) || name === abreast[0])
        .map((name) =>
          name === abreast[0] && abreast.length > 1 ? (
            <div class="abreast" key={name}>
              {abreast.map(field)}
            </div>
          ) : (
            field(name)
          ),
        )}
      {isBegun && !isFolded && when}
      {hasMore ? (
        <details
          class="more"
          open={[...more, 'occurred', 'visibility'].some((name) => !isEmpty(whole[name]))}
        >
          <summary>{words.form.more}</summary>
          {isFolded && when}
          {more.map(field)}
          {withholding}
        </details>
      ) : (
        withholding
      )}
    </>
  )
}

interface PartProps {
  form: Form
  name: string
  whole: Fields
  record: RecordView | null
  put(name: string, value: Json | undefined): void
  onChange(whole: Fields): void
}

/** A field, or what stands in its place where its answers are those of the record. */
function Part({ form, name, whole, record, put, onChange }: PartProps) {
  const { lang } = useDesk()
  const spec = form.specs[name]
  if (spec === undefined) return null
  const label = fieldLabel(lang, form.event, name)
  const state = record?.state
  if (spec.is === 'set') {
    const held = form.verb === 'correct' ? [] : Object.keys(kindOf(form.kind).held)
    const kept = ['source', ...held, ...form.fixed]
    return (
      <Changes
        specs={spec.fields}
        names={Object.keys(spec.fields).filter((one) => !kept.includes(one))}
        base={fieldsIn(JSON.parse(JSON.stringify(state ?? {})))}
        value={fieldsIn(whole.set)}
        control={(props) =>
          state?.kind === 'translation' && props.name === 'texts' ? (
            <TranslatedTexts
              {...props}
              subject={state.subject}
              label={fieldLabel(lang, form.kind, 'texts')}
            />
          ) : (
            <Field {...props} names={form.names[props.name]} />
          )
        }
        path="set"
        scope={form.kind}
        // Kept as it is: what is set to nothing clears a field.
        onChange={(set) => onChange({ ...whole, set })}
      />
    )
  }
  if (name === form.lead && spec.is === 'code')
    return <Lead form={form} spec={spec} label={label} whole={whole} onChange={(value) => put(name, value)} />
  if (name === 'applicability' && spec.is === 'object')
    return (
      <Applicability whole={whole} specs={spec.fields} label={label} onChange={(value) => put(name, value)} />
    )
  if (form.kind === 'translation' && name === 'texts')
    return (
      <TranslatedTexts
        subject={textIn(whole.subject)}
        path={name}
        value={whole.texts}
        label={label}
        onChange={(value) => put(name, value)}
      />
    )
  if (state?.kind === 'decision' && name === 'step' && spec.is === 'object')
    return (
      <StepForm
        specs={spec.fields}
        verb={form.verb}
        decision={state}
        step={fieldsIn(whole.step)}
        onChange={(step) => onChange({ ...whole, step })}
      />
    )
  if (state?.kind === 'consultation' && form.verb === 'report' && name === 'groups')
    return <Grouping consultation={state.id} whole={whole} onChange={onChange} />
  const parts = state?.kind === 'decision' ? partsOf(name, state) : null
  if (parts !== null)
    return <PartChoice name={name} label={label} parts={parts} value={whole[name]} put={put} />
  return (
    <Field
      spec={spec}
      name={name}
      label={label}
      path={name}
      scope={form.kind}
      value={whole[name]}
      names={form.names[name]}
      onChange={(value) => put(name, value)}
    />
  )
}

/** Steps and indicators are named by their id within the decision. */
function partsOf(
  name: string,
  { steps, indicators }: Extract<RecordView['state'], { kind: 'decision' }>,
): { id: string; title: string }[] | null {
  if (name === 'step')
    return steps.flatMap(({ id, title, type }) => (id ? [{ id, title: title ?? type ?? id }] : []))
  if (name === 'indicator')
    return indicators.flatMap(({ id, name: title }) => (id ? [{ id, title: title ?? id }] : []))
  return null
}

function PartChoice({
  name,
  label,
  parts,
  value,
  put,
}: {
  name: string
  label: string
  parts: { id: string; title: string }[]
  value: Json | undefined
  put: PartProps['put']
}) {
  const { words } = useDesk()
  const control = useControl(name)
  return (
    <Box label={label} path={name}>
      <select
        {...control}
        value={textIn(value)}
        onChange={({ currentTarget }) => put(name, currentTarget.value)}
      >
        <option value="">{words.form.choose}</option>
        {parts.map(({ id, title }) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
      </select>
    </Box>
  )
}

/** 不予公开: the entry stands in the ledger either way; its content is public unless there is a ground. */
function Withholding({ whole, put }: Pick<PartProps, 'whole' | 'put'>) {
  const { words } = useDesk()
  const isSealed = whole.visibility === 'sealed'
  return (
    <details class="more" open={isSealed}>
      <summary>{words.form.withholding}</summary>
      <Group label={words.form.withholding} path="visibility" hint={words.form.sealedHint}>
        <label class="tick">
          <input
            type="checkbox"
            checked={isSealed}
            onChange={({ currentTarget }) => put('visibility', currentTarget.checked ? 'sealed' : undefined)}
          />
          {words.form.sealed}
        </label>
      </Group>
      {isSealed && (
        <>
          <Field
            spec={code(grounds).spec}
            name="ground"
            path="ground"
            scope=""
            value={whole.ground}
            onChange={(value) => put('ground', value)}
          />
          <Field
            spec={date().spec}
            name="review"
            path="review"
            scope=""
            value={whole.review}
            onChange={(value) => put('review', value)}
          />
        </>
      )}
    </details>
  )
}
