/** One red-flag rule: what it looks for, on what it rests, when it is wrong. */

import { kindNames } from '../../worker/domain/kinds/labels.ts'
import type { RuleOutcomes as Outcomes } from '../../worker/domain/rules/outcomes.ts'
import { audiences, NO_VERDICT, ruleGroupWords } from '../../worker/domain/rules/words.ts'
import { at, followPath, ruleFeed } from '../address.ts'
import { Severity } from '../components/list/Severity.tsx'
import type { Breadcrumb } from '../components/page/Crumbs.tsx'
import type { Head } from '../components/page/Html.tsx'
import { type Fact, Facts } from '../components/record/Facts.tsx'
import { RuleCoverage } from '../components/rule/RuleCoverage.tsx'
import { RuleOutcomes } from '../components/rule/RuleOutcomes.tsx'
import { RuleChanges, RuleParameters } from '../components/rule/RuleParameters.tsx'
import { type Frame, useFrame } from '../frame.ts'
import type { SitePage } from '../page.tsx'
import type { PublishedCoverage, RuleChange, RuleView, Standing } from '../types.ts'
import { fill, type Lang, type Words } from '../words/words.ts'

export interface RuleData {
  rule: RuleView
  /** Numbers that hold, by parameter. */
  limits: { [parameter: string]: number }
  changes: RuleChange[]
  outcomes: Outcomes
  coverage: PublishedCoverage
  standing: Standing
}

/** Page of a rule. */
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
          <li>
            <a href={followPath(lang, `/rules/${rule.id}`)}>{words.follow.link}</a>
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
          <RuleParameters {...data} />
          <RuleChanges {...data} />
          <RuleCoverage {...data} />
          <RuleOutcomes {...data} />
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
    { name: words.rule.kinds, value: kinds.map((kind) => kindNames[kind][lang]).join(comma) },
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
function citeRule({ law, words: title, articles }: RuleView['basis'][number], words: Words, lang: Lang) {
  if (law === null)
    return `${title[lang]}${lang === 'zh' ? `（${words.rule.practice}）` : ` (${words.rule.practice})`}`
  const cited = articles.map((article) => {
    const [, n = article, p] = /^(\d+)\((\d+)\)$/.exec(article) ?? []
    return p === undefined ? fill(words.rule.article, { n }) : fill(words.rule.paragraph, { n, p })
  })
  return lang === 'zh' ? `《${title.zh}》${cited.join('、')}` : `${title.en}, ${cited.join(', ')}`
}
