/** 优先次序的权重: by which questions are put in order, and every change of them with its reason and its entry. */

import type { Weights } from '../../../worker/domain/kinds/question/priority.ts'
import { priorityScale } from '../../../worker/domain/kinds/question/weights.ts'
import { at, withQuery } from '../../address.ts'
import { useFrame } from '../../frame.ts'
import type { RuleChange } from '../../types.ts'
import { formatCount } from '../../words/numbers.ts'
import { RuleChanges } from './RuleParameters.tsx'

/** Section on the weights of the priority of questions, with its changes. */
export function PriorityWeights({ weights, changes }: { weights: Weights; changes: RuleChange[] }) {
  const { lang, words } = useFrame()
  const { id, definition, parameters } = priorityScale
  const named = Object.entries(parameters).map(([name, one]) => ({ name, ...one }))
  return (
    <section aria-labelledby="weights">
      <h2 id="weights">{words.rules.weights}</h2>
      <p>{definition[lang]}</p>
      <dl class="facts facts--wide">
        {named.map(({ name, words: said }) => (
          <div key={name}>
            <dt>{said[lang]}</dt>
            <dd class="num">{formatCount(weights[name as keyof Weights])}</dd>
          </div>
        ))}
      </dl>
      <RuleChanges rule={{ id, parameters: named }} changes={changes} />
      <p>
        <a href={withQuery(at(lang, '/questions'), { sort: '-priority' })}>{words.rules.byPriority}</a>
      </p>
    </section>
  )
}
