/** One field of a form, as its declared shape asks for it. */
import type { Spec } from '../../../../worker/domain/record/shape.ts'
import { fieldLabel } from '../../../labels.ts'
import { useDesk } from '../../frame/desk.ts'
import { Box, Group } from './Box.tsx'
import { Codes, Flag } from './Choices.tsx'
import { useForm } from './context.ts'
import { Finder, Finders, NameField, NameFields } from './Finder.tsx'
import type { FieldProps } from './field-props.ts'
import { Rows } from './Rows.tsx'
import { Choice, DateField, Lines, NumberField, TextField } from './Scalars.tsx'
import { Uploads } from './Uploads.tsx'
import { fieldsIn, scopeOf, withField } from './value.ts'

/** Field with the control that its shape calls for: text, number, date, code, list, document … */
export function Field(props: FieldProps) {
  const { lang } = useDesk()
  const { kind } = useForm()
  const { spec, name, path, scope, value, onChange } = props
  const label = props.label ?? fieldLabel(lang, kind, name)
  const all = { ...props, label }
  if (isDocuments(spec, name)) return <Uploads {...all} />
  if (props.names !== undefined)
    return spec.is === 'list' ? (
      <NameFields {...all} kinds={props.names} />
    ) : (
      <NameField {...all} kinds={props.names} />
    )
  switch (spec.is) {
    case 'text':
      return <TextField {...all} spec={spec} />
    case 'number':
      return <NumberField {...all} />
    case 'date':
      return <DateField {...all} spec={spec} />
    case 'code':
      return <Choice {...all} spec={spec} />
    case 'flag':
      return <Flag {...all} />
    case 'id':
      return <Finder {...all} spec={spec} />
    case 'list':
      if (spec.of.is === 'text') return <Lines {...all} />
      if (spec.of.is === 'code') return <Codes {...all} spec={spec.of} />
      if (spec.of.is === 'id') return <Finders {...all} spec={spec.of} />
      return <Rows {...all} spec={spec} cell={(cell) => <Field key={cell.name} {...cell} />} />
    case 'object':
    case 'set': {
      const fields = fieldsIn(value)
      return (
        <Group label={label} path={path}>
          {Object.entries(spec.fields)
            .filter(([inner]) => inner !== 'id')
            .map(([inner, of]) => (
              <Field
                key={inner}
                spec={of}
                name={inner}
                path={`${path}/${inner}`}
                scope={scopeOf(scope, name)}
                value={fields[inner]}
                onChange={(changed) => onChange(withField(fields, inner, changed))}
              />
            ))}
        </Group>
      )
    }
    default:
      return <Box label={label} path={path} />
  }
}

function isDocuments(spec: Spec, name: string): boolean {
  return name === 'documents' || name === 'evidence' || (name === 'document' && spec.is === 'object')
}
