import {
  date,
  type FieldsOf,
  id,
  object,
  requiredCode,
  requiredText,
  type Shapes,
} from '../../record/shape.ts'
import { roleWords } from './vocabulary.ts'

const fields = {
  /** The post, as 水务局办公室文书; never the name of a person. */
  post: requiredText(500),
  /** Empty where the grant is withheld, or names a role that this code does not know. */
  role: requiredCode(roleWords, ''),
  /** The department that it writes for; null for a role that belongs to none. */
  department: id('department'),
  /** Last day on which the grant holds; null for no end. */
  until: date(),
} satisfies Shapes

export const accountFields = object(fields)

export type AccountFields = FieldsOf<typeof fields>
export type AccountSet = Partial<AccountFields>
