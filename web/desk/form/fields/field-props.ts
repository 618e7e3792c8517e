import type { Spec } from '../../../../worker/domain/record/shape.ts'
import type { Json } from '../../../types.ts'

/** Properties that every field of a form is given, whatever its shape. */
export interface FieldProps {
  spec: Spec
  name: string
  /** Place in the request, as `step/heldAt`. */
  path: string
  /** Whole of which it is a part: the kind of the record, or the field above it. */
  scope: string
  value: Json | undefined
  onChange(value: Json | undefined): void
  /** Kinds of the records whose names are offered, where the text most often names one. */
  names?: readonly string[] | undefined
  /** Other than the name of the field. */
  label?: string
}
