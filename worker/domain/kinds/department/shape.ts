/** What may be written about a department, as declared shapes: what a form asks. A test holds it to `department.schema.ts`. */
import {
  code,
  date,
  id,
  object,
  requiredCode,
  requiredDate,
  requiredId,
  requiredText,
  type Shapes,
  set,
  text,
} from '../../record/shape.ts'
import { corrections, departmentKinds, keyRevocations, levels } from '../../record/vocabulary.ts'

const fields = {
  code: requiredText(60),
  name: requiredText(500),
  nameEn: text(500),
  departmentKind: code(departmentKinds),
  parent: id('department'),
  level: code(levels),
  uscc: text(18),
  divisionCode: text(6),
  inForceFrom: date(),
  inForceTo: date(),
} satisfies Shapes

const { code: _, ...changing } = fields

export const departmentForms = {
  fields: object(fields),
  acts: {
    rename: {
      event: 'renamed',
      shape: object({ name: requiredText(500), nameEn: text(500), reason: text(2000) }),
    },
    amend: { event: 'amended', shape: object({ set: set(changing), reason: text(2000) }) },
    merge: { event: 'merged', shape: object({ into: requiredId('department'), reason: text(2000) }) },
    abolish: { event: 'abolished', shape: object({ reason: text(2000) }) },
    correct: {
      event: 'corrected',
      shape: object({
        set: set(changing),
        correction: requiredCode(corrections, 'data_entry'),
        reason: requiredText(2000),
      }),
    },
    'register-key': {
      event: 'key_registered',
      shape: object({ key: requiredText(44), keptOn: requiredText(500) }),
    },
    'revoke-key': {
      event: 'key_revoked',
      shape: object({
        key: requiredText(44),
        from: requiredDate(),
        reasonCode: requiredCode(keyRevocations, 'lost'),
        reason: text(2000),
      }),
    },
  },
}
