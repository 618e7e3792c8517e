/** The limits of a rule: what holds here, what is usual, and every change of it. */
import { at, entryPath } from '../../address.ts'
import { useFrame } from '../../frame.ts'
import type { RuleChange, RuleView } from '../../types.ts'
import { formatCount } from '../../words/numbers.ts'
import { fill } from '../../words/words.ts'

interface ParametersProps {
  rule: RuleView
  /** Numbers that hold, by parameter. */
  limits: { [parameter: string]: number }
}

/**
 * Table of the limits of a rule: in force, usual, and the range in which they may be set; nothing for a rule
 * without limits.
 */
export function RuleParameters({ rule: { id, parameters }, limits }: ParametersProps) {
  const { lang, words } = useFrame()
  if (parameters.length === 0) return null
  return (
    <section aria-labelledby="parameters">
      <h2 id="parameters">{words.rule.parameters}</h2>
      <div class="fit">
        <table class="rows cards cards--few">
          <caption class="vh">{words.rule.parameters}</caption>
          <thead>
            <tr>
              <th scope="col">{words.rule.parameter}</th>
              <th scope="col">{words.rule.inForce}</th>
              <th scope="col">{words.rule.usual}</th>
              <th scope="col">{words.rule.range}</th>
            </tr>
          </thead>
          <tbody>
            {parameters.map(({ name, words: text, unit, default: usual, least, most }) => (
              <tr key={name}>
                <th scope="row">
                  {text[lang]}
                  <p class="who">
                    <code>
                      {id}.{name}
                    </code>
                  </p>
                </th>
                <td data-name={words.rule.inForce}>
                  {(limits[name] ?? usual) === usual ? (
                    words.rule.asUsual
                  ) : (
                    <strong>
                      {formatCount(limits[name] ?? usual)} {unit[lang]}
                    </strong>
                  )}
                </td>
                <td data-name={words.rule.usual}>
                  {formatCount(usual)} {unit[lang]}
                </td>
                <td data-name={words.rule.range}>{fill(words.rule.between, { least, most })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

/** Versions and limits, as entries tell of them. */
export function RuleChanges(props: {
  rule: Pick<RuleView, 'id'> & { parameters: readonly { name: string; words: { zh: string; en: string } }[] }
  changes: RuleChange[]
}) {
  const { rule, changes } = props
  const { id, parameters } = rule
  const { lang, words } = useFrame()
  if (changes.length === 0) return null
  const wordsOf = (name: string): string => parameters.find((one) => one.name === name)?.words[lang] ?? name
  const said = (number: number | null): string => (number === null ? words.rule.asUsual : formatCount(number))
  return (
    <section aria-labelledby="changes">
      <h2 id="changes">{words.rule.changes}</h2>
      <ul class="points">
        {changes.map(({ index, occurred, adopted, values, reason }) => (
          <li key={index}>
            <a href={at(lang, entryPath(index))}>{occurred}</a>{' '}
            {adopted !== null && fill(words.rule.adopted, { id, n: adopted.version })}
            {values.map(({ parameter, from, to }) => (
              <span key={parameter}>
                {wordsOf(parameter)} <del>{said(from)}</del> → <ins>{said(to)}</ins>{' '}
              </span>
            ))}
            {reason !== null && <span class="who">{reason}</span>}
          </li>
        ))}
      </ul>
    </section>
  )
}
