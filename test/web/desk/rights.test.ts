import { describe, expect, it } from 'vitest'
import { actOf, isFormKind, verbsOf } from '../../../web/desk/form/forms.ts'
import { type Me, mayAct } from '../../../web/desk/frame/desk.ts'
import { recordKinds } from '../../../worker/domain/kinds/table.ts'
import { roles } from '../../../worker/services/roles.ts'

const kinds = recordKinds.filter(isFormKind)

const somebody = (role: keyof typeof roles): Me => ({
  ...{ id: 'acc-1', post: '', role, department: null, departmentName: null },
  rights: [...roles[role].rights],
})

const offered = (role: keyof typeof roles): string[] =>
  kinds.flatMap((kind) => [
    ...(mayAct(somebody(role), kind, null) ? [`${kind} open`] : []),
    ...verbsOf(kind).flatMap((verb) =>
      mayAct(somebody(role), kind, actOf(kind, verb)) ? [`${kind} ${verb}`] : [],
    ),
  ])

describe('acts that the workbench offers', () => {
  it.each(kinds.flatMap((kind) => verbsOf(kind).map((verb) => ({ kind, verb }))))(
    'offers $verb of $kind to some role, and to no auditor',
    ({ kind, verb }) => {
      const all = (Object.keys(roles) as (keyof typeof roles)[]).filter((role) =>
        mayAct(somebody(role), kind, actOf(kind, verb)),
      )
      expect(all.length).toBeGreaterThan(0)
      expect(all).not.toContain('auditor')
    },
  )

  it('goes by the event: a department answers a flag, and inspectors do the rest', () => {
    expect(offered('recorder').filter((one) => one.startsWith('flag'))).toEqual(['flag respond'])
    expect(offered('inspector').filter((one) => one.startsWith('flag'))).not.toContain('flag respond')
    expect(offered('verifier')).toEqual(['milestone verify'])
    expect(offered('recorder')).toContain('department register-key')
    expect(offered('recorder')).not.toContain('department rename')
  })
})
