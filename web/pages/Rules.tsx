/** The catalogue of red-flag rules, by group. */

import type { Weights } from '../../worker/domain/kinds/question/priority.ts'
import { audiences, NO_VERDICT, ruleGroupWords } from '../../worker/domain/rules/words.ts'
import { at } from '../address.ts'
import { Severity } from '../components/list/Severity.tsx'
import type { Breadcrumb } from '../components/page/Crumbs.tsx'
import type { Head } from '../components/page/Html.tsx'
import { PriorityWeights } from '../components/rule/PriorityWeights.tsx'
import { type Frame, useFrame } from '../frame.ts'
import { listWords } from '../labels.ts'
import type { SitePage } from '../page.tsx'
import type { RuleChange, RuleGroup, RuleView } from '../types.ts'
import { count } from '../words/words.ts'

export interface RulesData {
  rules: RuleView[]
  /** Weights by which questions are put in order, and the changes of them, newest first. */
  weights: Weights
  reweighed: RuleChange[]
}

/** Page of the catalogue of rules. */
export const rulesPage: SitePage<RulesData> = {
  name: 'rules',
  trail: (_, { words }) => [
    { name: words.site.home, path: '/' },
    { name: words.rules.title, path: null },
  ],
  head,
  Body,
}

function head({ rules }: RulesData, { words, base, lang }: Frame, breadcrumb: Breadcrumb): Head {
  return {
    title: words.rules.title,
    description: count(words.rules.description, rules.length),
    alternates: [{ type: 'application/json', href: '/api/v1/rules', title: words.rules.title }],
    data: {
      '@type': 'DefinedTermSet',
      name: words.rules.title,
      description: NO_VERDICT[lang],
      url: `${base}${at(lang, '/rules')}`,
      breadcrumb,
      hasDefinedTerm: rules.map(({ id, name }) => ({
        '@type': 'DefinedTerm',
        termCode: id,
        name: name[lang],
        url: `${base}${at(lang, `/rules/${id}`)}`,
      })),
    },
  }
}

/** The rules of each group that has any, in the order of the list. */
function byGroup(rules: readonly RuleView[]): { group: RuleGroup; some: RuleView[] }[] {
  return [...new Set(rules.map(({ group }) => group))].map((group) => ({
    group,
    some: rules.filter((one) => one.group === group),
  }))
}

function Body({ rules, weights, reweighed }: RulesData) {
  const { lang, words } = useFrame()
  const groups = byGroup(rules)
  return (
    <>
      <div class="title">
        <h1>{words.rules.title}</h1>
        <p class="lede">
          <strong>{NO_VERDICT[lang]}</strong> {words.rules.lede}
        </p>
        <p class="hint">
          {words.rules.raised} <a href={at(lang, '/flags')}>{listWords('flag').title[lang]}</a>{' '}
          <a href={at(lang, '/coverage')}>{words.rules.coverage}</a>
        </p>
        <ul class="tools">
          <li>
            <a href="/api/v1/rules">JSON</a>
          </li>
        </ul>
      </div>
      <div class="cols">
        <div class="col-main">
          {groups.map(({ group, some }) => (
            <section key={group} aria-labelledby={`group-${group}`}>
              <div class="h-row">
                <h2 id={`group-${group}`}>
                  {group} {ruleGroupWords[group][lang]}
                </h2>
                <span class="hint">{count(words.rules.count, some.length)}</span>
              </div>
              <ul class="items">
                {some.map((rule) => (
                  <RuleLine key={rule.id} rule={rule} />
                ))}
              </ul>
            </section>
          ))}
          <PriorityWeights weights={weights} changes={reweighed} />
        </div>
        <aside class="col-side">
          <nav class="toc" aria-labelledby="groups">
            <h2 id="groups">{words.rules.groups}</h2>
            <ul>
              {groups.map(({ group, some }) => (
                <li key={group}>
                  <a href={`#group-${group}`}>{ruleGroupWords[group][lang]}</a>{' '}
                  <span class="hint">{count(words.rules.count, some.length)}</span>
                </li>
              ))}
            </ul>
          </nav>
          <section aria-labelledby="run">
            <h2 id="run">{words.rules.run}</h2>
            <p class="hint">{words.rules.runText}</p>
            <p>
              <code>npm run mingzhang -- inspect --data DIR --findings</code>
            </p>
          </section>
        </aside>
      </div>
    </>
  )
}

function RuleLine({ rule }: { rule: RuleView }) {
  const { lang } = useFrame()
  return (
    <li>
      <a href={at(lang, `/rules/${rule.id}`)}>
        {rule.id} {rule.name[lang]}
      </a>
      <Severity level={rule.severity} />
      <div>
        <p>{rule.definition[lang]}</p>
        {rule.audience === 'inspectors' && <p class="who">{audiences.inspectors[lang]}</p>}
      </div>
    </li>
  )
}
