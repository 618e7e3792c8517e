import type { Json } from '../../../ledger/canonical.ts'
import type { DecisionState } from '../../kinds/decision/state.ts'
import { practice } from '../../law/laws.ts'
import { objectOf } from '../../record/json.ts'
import { eventOf, hiddenIndices, indicesOfFields, mayBeHidden } from '../measure/inputs.ts'
import { found, lacking, notFound, recordRule, type Subject } from '../rule.ts'

interface Move {
  contract: string
  from: number
  to: number
  index: number
}

/** Amounts of the contracts in a list, by id, else by place. */
function amountsOf(contracts: Json): Map<string, number> {
  const list = Array.isArray(contracts) ? contracts.map((one) => objectOf(one)) : []
  return new Map(
    list.flatMap(({ id, number, amount }, i): [string, number][] =>
      typeof amount === 'number' ? [[String(id ?? number ?? i), amount]] : [],
    ),
  )
}

/** Every change of the amount of a contract; corrections of what was entered wrongly are none. */
function movesOf(subject: Subject<DecisionState>): Move[] {
  return subject.moments().flatMap(({ entry, changes }) => {
    const change = changes.find(({ field }) => field === 'contracts')
    if (change === undefined || eventOf(entry) === 'corrected') return []
    const before = amountsOf(change.from)
    return [...amountsOf(change.to)].flatMap(([contract, to]): Move[] => {
      const from = before.get(contract)
      return from === undefined || from === to ? [] : [{ contract, from, to, index: entry.index }]
    })
  })
}

export const contractAmendments = recordRule('decision', {
  id: 'M14',
  name: { zh: '频繁变更合同金额', en: 'Repeated contract amendments' },
  definition: {
    zh: '同一合同金额变更 3 次以上，或累计增加超过 10 %',
    en: 'The amount of one contract changed three times or more, or grew by more than 10 % in all',
  },
  basis: [practice('Prozorro 风险指标 ari-1-1', 'Prozorro risk indicator ari-1-1')],
  why: { zh: '低价中标，再靠变更加价。', en: 'A low bid wins, and amendments raise the price.' },
  severity: 'medium',
  audience: 'public',
  condition: { zh: '写明了合同金额的决策', en: 'Decisions with the amount of a contract' },
  value: { zh: '变更次数 / 累计增加百分比', en: 'Changes / growth in per cent' },
  parameters: {
    times: {
      default: 3,
      least: 1,
      most: 100,
      unit: { zh: '次', en: 'times' },
      words: { zh: '变更次数', en: 'Changes' },
    },
    percent: {
      default: 10,
      least: 1,
      most: 1000,
      unit: { zh: '%', en: '%' },
      words: { zh: '累计增加（默认值）', en: 'Growth in all (a default)' },
    },
  },
  falsePositives: [
    { zh: '按约定的物价指数调价', en: 'Indexation that the contract provides for' },
    { zh: '两次交付之间换了口径或币种', en: 'Another measure or currency in a later delivery' },
  ],
  applies: ({ state }) => state.contracts.some(({ amount }) => amount !== undefined),
  assess(subject, _, { times, percent }) {
    const moves = movesOf(subject)
    const growth = [...new Set(moves.map(({ contract }) => contract))].map((contract) => {
      const of = moves.filter((move) => move.contract === contract)
      const [first, last] = [of[0]?.from ?? 0, of.at(-1)?.to ?? 0]
      return {
        count: of.length,
        percent: first > 0 ? Math.round((1000 * (last - first)) / first) / 10 : null,
      }
    })
    const inputs = [...indicesOfFields(subject, 'contracts'), ...moves.map(({ index }) => index)]
    const worst = growth.find((one) => one.count >= times || (one.percent ?? 0) > percent)
    if (worst !== undefined)
      return found({
        value: `${worst.count} / ${worst.percent ?? '?'} %`,
        threshold: `${times} / ${percent} %`,
        inputs,
      })
    if (mayBeHidden(subject.state, 'updated', 'amended'))
      return lacking('content_withheld', 'contracts', hiddenIndices(subject))
    if (growth.some((one) => one.percent === null)) return lacking('ambiguous', 'contracts/amount', inputs)
    return notFound({ value: `${moves.length}`, threshold: times, inputs })
  },
})
