/** The keys with which departments sign their entries: made in a file, registered and revoked in the ledger. */
import { keyRevocations } from '../../domain/record/vocabulary.ts'
import { fromBase64 } from '../../ledger/bytes.ts'
import { departmentKeyId } from '../../ledger/prepared.ts'
import { LOCAL_OPERATOR } from '../../services/roles.ts'
import { defineCommand } from '../shell/command.ts'
import { makeKeyFile } from '../shell/department-key.ts'
import { handIn } from '../shell/hand-in.ts'
import { LEDGER, withServices } from '../shell/place.ts'
import { UsageError } from '../shell/usage.ts'

const department = {
  type: 'string',
  value: 'ID',
  words: { zh: '哪个部门，如 dep-water', en: 'of which department, such as dep-water' },
} as const
const key = {
  type: 'string',
  value: 'PUB',
  words: { zh: 'Ed25519 公钥（Base64）', en: 'the Ed25519 public key (base64)' },
} as const

const codes = Object.entries(keyRevocations)
const words = {
  zh: `原因：${codes.map(([code, { zh }]) => `${code}（${zh}）`).join('、')}`,
  en: `why: ${codes.map(([code]) => code).join(', ')}`,
}

export const keysDepartmentNew = defineCommand({
  operands: '',
  options: {
    out: {
      type: 'string',
      value: 'FILE',
      words: { zh: '新文件；只有本人可读', en: 'the new file; only its owner can read it' },
    },
  },
  notes: [
    {
      zh: '这个文件就是私钥，不要离开部门自己的机器；账本只登记公钥。',
      en: 'The file is the private key: it stays on a machine of the department. The ledger registers the public key alone.',
    },
  ],
  async run({ values, terminal, json }) {
    const { out } = values
    if (out === undefined)
      throw new UsageError({ zh: '请用 --out 给出文件名。', en: 'Name a file with --out.' })
    const publicKey = await makeKeyFile(out)
    if (values.json === true) json({ file: out, key: publicKey, id: departmentKeyId(fromBase64(publicKey)) })
    else terminal.out(`${publicKey}\n`)
    return 0
  },
})

export const keysRegister = defineCommand({
  operands: '',
  options: {
    ...LEDGER,
    department,
    key,
    'kept-on': {
      type: 'string',
      value: 'NAME',
      words: {
        zh: '私钥存于何处，如“办公室电脑”（不写个人）',
        en: 'what the private key is kept on, such as "office computer" (no person)',
      },
    },
  },
  async run({ values, terminal, json }) {
    const { department: id, key: given, 'kept-on': keptOn } = values
    if (id === undefined || given === undefined || keptOn === undefined) {
      throw new UsageError({
        zh: '请给出 --department、--key 和 --kept-on。',
        en: 'Give --department, --key and --kept-on.',
      })
    }
    const target = { kind: 'department', verb: 'register-key', record: id, department: id }
    const draft = await withServices(values, terminal, (services) =>
      handIn(services, { ...target, title: `登记签名公钥 ${id}` }, { key: given, keptOn }),
    )
    const waiting = { department: id, id: departmentKeyId(fromBase64(given)), draft: draft.id }
    if (values.json === true) json(waiting)
    else
      terminal.out(
        `${waiting.id}：草稿 ${draft.id} 待该部门审核员或登记员审核。Waits for an approver of the department, or a registrar.\n`,
      )
    return 0
  },
})

export const keysRevokeDepartment = defineCommand({
  operands: '',
  options: {
    ...LEDGER,
    department,
    key,
    from: {
      type: 'string',
      value: 'DATE',
      words: {
        zh: '报告自哪一天起遗失或停用，如 2026-03-05；不晚于今天',
        en: 'from which day on it is reported lost or out of use, such as 2026-03-05; no day to come',
      },
    },
    reason: { type: 'string', value: 'CODE', words },
  },
  async run({ values, terminal, json }) {
    const { department: id, key: given, from, reason } = values
    if (id === undefined || given === undefined || from === undefined || reason === undefined) {
      throw new UsageError({
        zh: '请给出 --department、--key、--from 和 --reason。',
        en: 'Give --department, --key, --from and --reason.',
      })
    }
    const { records } = await withServices(values, terminal, ({ acts }) =>
      acts.act({ actor: LOCAL_OPERATOR }, 'department', 'key_revoked', id, {
        key: given,
        from,
        reasonCode: reason,
      }),
    )
    const revoked = { department: id, id: departmentKeyId(fromBase64(given)), from, entry: records[0]?.index }
    if (values.json === true) json(revoked)
    else terminal.out(`已撤销 ${revoked.id}：账目 ${revoked.entry} 之后的签名不算数。Revoked.\n`)
    return 0
  },
})
