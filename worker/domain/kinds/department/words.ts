/** Names of the kind, of its fields and events, and the vocabularies of its own. */
import type { KindWords } from '../../record/kind-words.ts'
import { of } from '../../record/problem.ts'

export const departmentWords = {
  name: of('部门', 'Department'),
  fields: {
    name: of('名称', 'Name'),
    parent: of('上级机构', 'Parent organ'),
    level: of('层级', 'Level'),
    key: of('公钥', 'Public key'),
    from: of('自何日起不算数', 'Does not count from'),
    inForceFrom: of('设立日期', 'Established'),
    inForceTo: of('撤销日期', 'Abolished'),
  },
  events: {
    listed: of('部门登记', 'Department listed'),
    amended: of('部门信息调整', 'Department amended'),
    renamed: of('部门更名', 'Department renamed'),
    merged: of('部门并入', 'Department merged'),
    abolished: of('部门撤销', 'Department abolished'),
    corrected: of('部门信息更正', 'Department corrected'),
    key_registered: of('登记签名公钥', 'Signing key registered'),
    key_revoked: of('撤销签名公钥', 'Signing key revoked'),
  },
  vocabularies: {},
  row: { status: 'departmentStatus', type: 'organ', level: 'level' },
  codes: { reasonCode: 'keyRevocation' },
} as const satisfies KindWords
