import { withholdableKinds } from '../../kinds/withholding.ts'
import { practice } from '../../law/laws.ts'
import { found, lacking, notFound, recordRule } from '../rule.ts'

export const chainBreak = recordRule([...withholdableKinds, 'erasure'], {
  id: 'R09',
  version: 2,
  name: { zh: '链断裂', en: 'Chain break' },
  definition: {
    zh: '一条记录的账目编号不连续、入账时间倒退，或账目与签名的账本不符',
    en: 'The entries of a record are not numbered without a gap, their clock runs back, or an entry is not in the ledger as signed',
  },
  basis: [practice('RFC 6962、C2SP tlog 的可验证账本', 'Verifiable logs of RFC 6962 and C2SP tlog')],
  why: { zh: '账断了，其余一切都无从谈起。', en: 'Where the chain is broken nothing else can be relied on.' },
  severity: 'critical',
  audience: 'public',
  condition: { zh: '所有记录', en: 'All records' },
  value: { zh: '不符之处', en: 'What does not hold' },
  falsePositives: [],
  seesWithheld: true,
  applies: () => true,
  assess({ history }, { audit }) {
    const inputs = history.map(({ index }) => index)
    const gap = history.findIndex(({ envelope }, i) => envelope.seq !== i + 1)
    if (gap !== -1)
      return found({
        value: 'seq',
        threshold: gap + 1,
        inputs: history.slice(gap, gap + 1).map((one) => one.index),
      })
    const back = history.findIndex((one, i) => {
      const before = history[i - 1]
      return (
        before !== undefined &&
        (one.index <= before.index || one.envelope.recorded < before.envelope.recorded)
      )
    })
    if (back !== -1)
      return found({ value: 'recorded', inputs: history.slice(back - 1, back + 1).map(({ index }) => index) })
    const broken = inputs.filter((index) => audit?.broken.includes(index))
    if (broken.length > 0) return found({ value: 'tree', inputs: broken })
    if (audit === null || inputs.some((index) => index >= audit.size))
      return lacking('not_recorded', 'audit', inputs)
    return notFound({ inputs })
  },
})
