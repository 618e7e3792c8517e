/** One red-flag rule: what it looks for, on what it rests, when it is wrong. */

import { recordKinds } from '../../worker/domain/kinds/labels.ts'
import { LEAST_DECIDED, type RuleOutcomes } from '../../worker/domain/rules/outcomes.ts'
import { audiences, NO_VERDICT, ruleGroupWords } from '../../worker/domain/rules/words.ts'
import { at, entryPath, ruleFeed } from '../address.ts'
import { CoverageCells, CoverageHead, StandingLine } from '../components/list/Coverage.tsx'
import { RecordLink } from '../components/list/RecordLink.tsx'
import { Severity } from '../components/list/Severity.tsx'
import type { Breadcrumb } from '../components/page/Crumbs.tsx'
import type { Head } from '../components/page/Html.tsx'
import { type Fact, Facts } from '../components/record/Facts.tsx'
import { type Frame, useFrame } from '../frame.ts'
import type { SitePage } from '../page.tsx'
import type { PublishedCoverage, RuleChange, RuleView, Standing } from '../types.ts'
import { formatCount } from '../words/numbers.ts'
import { count, fill, type Lang, type Words } from '../words/words.ts'

export interface RuleData {
  rule: RuleView
  /** By parameter, the number that holds. */
  limits: { [parameter: string]: number }
  changes: RuleChange[]
  outcomes: RuleOutcomes
  coverage: PublishedCoverage
  standing: Standing
}

export const rulePage: SitePage<RuleData> = {
  name: 'rule',
  trail: ({ rule }, { words, lang }) => [
    { name: words.site.home, path: '/' },
    { name: words.rules.title, path: '/rules' },
    { name: `${rule.id} ${rule.name[lang]}`, path: null },
  ],
  head,
  Body,
}

function head(data: RuleData, frame: Frame, breadcrumb: Breadcrumb): Head {
  const { rule } = data
  const { base, lang, words } = frame
  return {
    title: `${rule.id} ${rule.name[lang]}`,
    description: rule.definition[lang],
    alternates: [
      { type: 'application/json', href: `/api/v1/rules/${rule.id}`, title: rule.name[lang] },
      { type: 'application/atom+xml', href: ruleFeed(rule.id, 'atom'), title: rule.name[lang] },
      { type: 'application/feed+json', href: ruleFeed(rule.id, 'json'), title: rule.name[lang] },
    ],
    data: {
      '@type': 'DefinedTerm',
      termCode: rule.id,
      name: rule.name[lang],
      description: rule.definition[lang],
      url: `${base}${at(lang, `/rules/${rule.id}`)}`,
      inDefinedTermSet: { '@type': 'DefinedTermSet', name: words.rules.title },
      breadcrumb,
    },
  }
}

function Body(data: RuleData) {
  const { rule } = data
  const frame = useFrame()
  const { lang, words } = frame
  return (
    <>
      <div class="title">
        <p class="kind">{ruleGroupWords[rule.group][lang]}</p>
        <h1>
          {rule.id} {rule.name[lang]}
        </h1>
        <p class="lede">{rule.definition[lang]}</p>
        <p class="hint">{NO_VERDICT[lang]}</p>
        <ul class="tools">
          <li>
            <a href={`/api/v1/rules/${rule.id}`}>JSON</a>
          </li>
          <li>
            <a href={`${ruleFeed(rule.id, 'atom')}?lang=${lang}`}>{words.timeline.subscribe}</a>
          </li>
        </ul>
      </div>
      <div class="cols">
        <div class="col-main">
          <section aria-labelledby="why">
            <h2 id="why">{words.rule.why}</h2>
            <p>{rule.why[lang]}</p>
          </section>
          <section aria-labelledby="basis">
            <h2 id="basis">{words.rule.basis}</h2>
            <ul class="points">
              {rule.basis.map((basis) => (
                <li key={basis.words.zh}>{citeRule(basis, words, lang)}</li>
              ))}
            </ul>
          </section>
          <section aria-labelledby="wrong">
            <h2 id="wrong">{words.rule.falsePositives}</h2>
            {rule.falsePositives.length === 0 ? (
              <p>{words.rule.noneKnown}</p>
            ) : (
              <ul class="points">
                {rule.falsePositives.map((one) => (
                  <li key={one.zh}>{one[lang]}</li>
                ))}
              </ul>
            )}
          </section>
          <Parameters {...data} />
          <Changes {...data} />
          <Coverage {...data} />
          <Outcomes {...data} />
        </div>
        <aside class="col-side">
          <Facts facts={factsOf(rule, words, lang)} />
        </aside>
      </div>
    </>
  )
}

function factsOf(rule: RuleView, words: Words, lang: Lang): Fact[] {
  const { about, by, kinds, minimumSample } = rule
  const comma = lang === 'zh' ? '、' : ', '
  return [
    { name: words.rule.severity, value: <Severity level={rule.severity} /> },
    { name: words.rule.audience, value: audiences[rule.audience][lang] },
    { name: words.rule.condition, value: rule.condition[lang] },
    { name: words.rule.kinds, value: kinds.map((kind) => recordKinds[kind][lang]).join(comma) },
    {
      name: words.rule.about,
      value: about === 'record' || by === null ? words.rule.aboutRecord : words.rule.by[by],
    },
    { name: words.rule.value, value: rule.value?.[lang] },
    {
      name: words.rule.sample,
      value: minimumSample === null ? null : fill(words.rule.sampleText, { n: minimumSample }),
    },
    { name: words.rule.version, value: fill(words.rule.versionText, { n: rule.version }) },
  ]
}

/** 《title》第 25 条、第 29 条第 1 项; a practice in its own words. */
export function citeRule(
  { law, words: title, articles }: RuleView['basis'][number],
  words: Words,
  lang: Lang,
) {
  if (law === null)
    return `${title[lang]}${lang === 'zh' ? `（${words.rule.practice}）` : ` (${words.rule.practice})`}`
  const cited = articles.map((article) => {
    const [, n = article, p] = /^(\d+)\((\d+)\)$/.exec(article) ?? []
    return p === undefined ? fill(words.rule.article, { n }) : fill(words.rule.paragraph, { n, p })
  })
  return lang === 'zh' ? `《${title.zh}》${cited.join('、')}` : `${title.en}, ${cited.join(', ')}`
}

function Parameters({ rule: { id, parameters }, limits }: Pick<RuleData, 'rule' | 'limits'>) {
  const { lang, words } = useFrame()
  if (parameters.length === 0) return null
  return (
    <section aria-labelledby="parameters">
      <h2 id="parameters">{words.rule.parameters}</h2>
      <table class="list-table">
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
              <td>
                {text[lang]}
                <p class="who">
                  <code>
                    {id}.{name}
                  </code>
                </p>
              </td>
              <td>
                {(limits[name] ?? usual) === usual ? (
                  words.rule.asUsual
                ) : (
                  <strong>
                    {formatCount(limits[name] ?? usual)} {unit[lang]}
                  </strong>
                )}
              </td>
              <td>
                {formatCount(usual)} {unit[lang]}
              </td>
              <td>{fill(words.rule.between, { least, most })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** Versions and limits, as entries tell of them. */
function Changes({ rule: { id, parameters }, changes }: Pick<RuleData, 'rule' | 'changes'>) {
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

/** How much of each department it could assess. */
function Coverage({ coverage, standing }: RuleData) {
  const { words } = useFrame()
  const { departments, applicable, tooOften } = coverage
  return (
    <section aria-labelledby="coverage">
      <h2 id="coverage">{words.coverage.title}</h2>
      <StandingLine standing={standing} />
      {tooOften === true && (
        <p>
          <strong>{words.coverage.tooOften}</strong>
        </p>
      )}
      {applicable === 0 ? (
        <p>{words.coverage.nothing}</p>
      ) : (
        <div class="scroll">
          <table class="list-table">
            <caption class="vh">{words.coverage.title}</caption>
            <CoverageHead first={words.coverage.department} />
            <tbody>
              <tr>
                <th scope="row">{words.coverage.everything}</th>
                <CoverageCells of={coverage} />
              </tr>
              {departments.map(({ department, ...of }) => (
                <tr key={department}>
                  <th scope="row">
                    {department === null ? words.coverage.noDepartment : <RecordLink id={department} />}
                  </th>
                  <CoverageCells of={of} />
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}

/** What became of the flags of the rule: how often it was right, as far as that is known. */
function Outcomes({ rule: { id }, outcomes }: RuleData) {
  const { lang, words } = useFrame()
  const { rule } = words
  const { raised, precision, answered, recurring } = outcomes
  const percent = (share: number): string => `${Math.round(share * 100)} %`
  const rows = [
    ['open', rule.outcomeOpen],
    ['confirmed', rule.outcomeConfirmed],
    ['explained', rule.outcomeExplained],
    ['dataError', rule.outcomeDataError],
    ['cleared', rule.outcomeCleared],
    ['lapsed', rule.outcomeLapsed],
  ] as const
  return (
    <section aria-labelledby="outcomes">
      <h2 id="outcomes">{rule.outcomes}</h2>
      {raised === 0 ? (
        <p>{rule.noFlags}</p>
      ) : (
        <>
          <p>
            <a href={at(lang, `/flags?type=${id}`)}>{count(rule.flagsRaised, raised)}</a>
          </p>
          <table class="list-table">
            <caption class="vh">{rule.outcomes}</caption>
            <thead>
              <tr>
                <th scope="col">{rule.outcome}</th>
                <th scope="col" class="num">
                  {rule.flags}
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map(([key, name]) => (
                <tr key={key}>
                  <td>{name}</td>
                  <td class="num">{formatCount(outcomes[key])}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <p>
            {precision === null
              ? fill(rule.tooFew, { n: LEAST_DECIDED })
              : fill(rule.precision, {
                  of: precision.of,
                  share: percent(precision.share),
                  low: percent(precision.low),
                  high: percent(precision.high),
                })}
          </p>
          {answered !== null && (
            <p>{fill(rule.answered, { n: answered.n, days: formatCount(answered.median) })}</p>
          )}
          {recurring > 0 && <p>{count(rule.recurring, recurring)}</p>}
        </>
      )}
    </section>
  )
}
