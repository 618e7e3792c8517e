/**
 * The fields of an item and what its acts say, as declared shapes: what a form asks. `responsibility.schema.ts`
 * is what the ledger takes; a test holds the two to the same fields.
 */
import {
  code,
  date,
  id,
  ids,
  list,
  maybe,
  object,
  requiredCode,
  requiredId,
  requiredText,
  type Shapes,
  set,
  sparse,
  text,
  texts,
  whole,
} from '../../record/shape.ts'
import {
  basisLevels,
  corrections,
  levels,
  responsibilityTypes,
  riskLevels,
  timeUnits,
  triggers,
} from '../../record/vocabulary.ts'

const basis = sparse({
  level: code(basisLevels),
  title: text(500),
  docNumber: text(500),
  article: text(500),
  text: requiredText(),
})
const timeLimit = maybe(
  sparse({ days: whole(0, 36_500), unit: requiredCode(timeUnits, 'day'), text: text(500) }),
)

const fields = {
  itemCode: text(100),
  name: requiredText(500),
  subItem: text(500),
  parent: id('responsibility'),
  type: requiredCode(responsibilityTypes, 'other'),
  implementer: text(500),
  undertakingUnits: texts(),
  level: code(levels),
  scope: text(),
  description: text(),
  legalBases: list(basis, { most: 200 }),
  duties: list(sparse({ step: text(500), text: requiredText() }), { most: 200 }),
  dutyBases: list(basis, { most: 200 }),
  accountableRoles: texts(),
  accountabilityCases: texts(),
  exemptionCases: texts(),
  supervision: text(),
  statutoryTimeLimit: timeLimit,
  promisedTimeLimit: timeLimit,
  fees: text(),
  riskPoints: list(sparse({ step: text(500), level: requiredCode(riskLevels, 'low'), control: text() }), {
    most: 200,
  }),
  lead: id('department'),
  supporting: ids('department'),
  inForceFrom: date(),
  inForceTo: date(),
  remark: text(),
} satisfies Shapes

const why = { trigger: requiredCode(triggers, 'other'), reason: text(2000) }
const item = object(fields)

export const responsibilityForms = {
  fields: item,
  acts: {
    amend: { event: 'amended', shape: object({ set: set(fields), ...why }) },
    transfer: { event: 'transferred', shape: object({ to: requiredId('department'), ...why }) },
    merge: { event: 'merged', shape: object({ into: requiredId('responsibility'), ...why }) },
    split: { event: 'split', shape: object({ into: list(item, { least: 2, most: 50 }), ...why }) },
    suspend: { event: 'suspended', shape: object(why) },
    resume: { event: 'resumed', shape: object(why) },
    abolish: { event: 'abolished', shape: object(why) },
    correct: {
      event: 'corrected',
      shape: object({
        set: set(fields),
        correction: requiredCode(corrections, 'data_entry'),
        reason: requiredText(2000),
      }),
    },
  },
}
