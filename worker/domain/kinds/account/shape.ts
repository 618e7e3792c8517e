/** What may be written about an account, as declared shapes: what a form asks. A test holds it to `account.schema.ts`. */
import { date, id, object, requiredCode, requiredText, type Shapes, set, text } from '../../record/shape.ts'
import { roleWords } from './vocabulary.ts'

const fields = {
  post: requiredText(500),
  role: requiredCode(roleWords, 'recorder'),
  department: id('department'),
  until: date(),
} satisfies Shapes

const ended = object({ reason: text(2000) })

export const accountForms = {
  fields: object(fields),
  acts: {
    change: { event: 'changed', shape: object({ set: set(fields), reason: text(2000) }) },
    revoke: { event: 'revoked', shape: ended },
    restore: { event: 'restored', shape: ended },
  },
}
