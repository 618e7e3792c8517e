/** Procedures of local legislatures: one in general, and that of New York City by its Charter. */
import { practice } from '../../law/laws.ts'
import { of, type Words } from '../../record/problem.ts'
import type { Asked, Match, ProcedureProfile, ProcedureStep } from '../profile.ts'

const VOTED = ['passed', 'passed_with_changes', 'not_passed'] as const
const PASSED = ['passed', 'passed_with_changes'] as const

interface Step {
  names: Words
  is: readonly Match[]
  asked: Asked
}

/**
 * The line from introduction to enactment. A veto is a branch of it, and asks for an override before there is a law.
 *
 * @param executive words by which titles name the executive: what is sent or heard there is no work of a committee
 */
const stepsWith = (executive: readonly string[]) => {
  const titled = `(?:${executive.join('|')})`
  return {
    introduction: { names: of('提出', 'Introduced'), is: [{ type: 'initiation' }], asked: {} },
    referral: {
      names: of('交付委员会', 'To a committee'),
      is: [{ type: 'referral', title: `^(?!.*${titled})` }],
      asked: {},
    },
    hearing: {
      names: of('委员会听证', 'Hearing'),
      is: [{ type: 'hearing', title: `^(?!.*${titled})` }],
      asked: {},
    },
    committee_vote: {
      names: of('委员会表决', 'Committee vote'),
      is: [{ type: 'deliberation', meeting: 'committee', outcomes: VOTED }],
      asked: {},
    },
    vote: {
      names: of('全体会议表决', 'Vote of all'),
      is: [{ type: 'deliberation', meeting: 'plenary', outcomes: VOTED }],
      asked: {},
    },
    presentation: {
      names: of('送行政首长', 'To the executive'),
      is: [{ type: 'referral', title: titled }],
      asked: {},
    },
    veto: { names: of('行政首长否决', 'Veto'), is: [{ type: 'veto' }], asked: { after: 'veto' } },
    override: {
      names: of('推翻否决', 'Override'),
      is: [{ type: 'override' }],
      asked: { after: 'veto' },
    },
    enactment: {
      names: of('成为法规', 'Enacted'),
      is: [{ type: 'enactment' }, { type: 'override', outcomes: PASSED }],
      asked: {},
    },
  } as const satisfies Record<string, Step>
}

type StepId = keyof ReturnType<typeof stepsWith>

function stepsBy(
  executive: readonly string[],
  why: { readonly [id in StepId]: Words },
  names: Partial<Record<StepId, Words>> = {},
) {
  const steps = stepsWith(executive)
  return (Object.keys(steps) as StepId[]).map(
    (id): ProcedureStep => ({
      id,
      ...steps[id],
      ...(names[id] === undefined ? {} : { names: names[id] }),
      why: why[id],
      afterwards: false,
    }),
  )
}

const ORDER = [
  ['introduction', 'referral'],
  ['referral', 'committee_vote'],
  ['hearing', 'vote'],
  ['committee_vote', 'vote'],
  ['vote', 'presentation'],
  ['presentation', 'veto'],
  ['veto', 'override'],
  ['presentation', 'enactment'],
] as const satisfies readonly (readonly [StepId, StepId])[]

/** Executives before whom local laws come, as sources print them. */
const EXECUTIVES = [
  '[Mm]ayor',
  '[Gg]overnor',
  '[Cc]ounty [Ee]xecutive',
  '[Cc]hief [Ee]xecutive',
  '[Ii]ntendente',
  '[Jj]efe de Gobierno',
  '行政首长',
  '行政长官',
  '[省市县区州]长',
]

/** For a local legislature of which no rules are declared. */
export const legislature: ProcedureProfile = {
  id: 'legislature',
  names: of('地方立法机关的一般程序', 'The usual procedure of a local legislature'),
  basis: practice(
    '地方立法机关通行的议事程序，不是某一部法律',
    'What is usual in local legislatures, not the law of any one place',
  ),
  origin: 'local',
  link: null,
  classes: [],
  extends: null,
  steps: stepsBy(EXECUTIVES, {
    introduction: of('由议员或机关提出', 'A member or an organ introduces it'),
    referral: of('交付委员会审议', 'It goes to a committee'),
    hearing: of('委员会听取公众和机关意见', 'The committee hears the public and the organs'),
    committee_vote: of('委员会表决后提交全体会议', 'The committee votes before the whole body does'),
    vote: of('全体会议表决', 'The whole body votes'),
    presentation: of('通过后送行政首长签署或退回', 'What was passed goes to the executive to sign or return'),
    veto: of('行政首长可以否决', 'The executive may veto it'),
    override: of('被否决的，须再次表决推翻', 'What was vetoed needs a vote that overrides it'),
    enactment: of(
      '签署、期满或推翻否决后成为法规',
      'It becomes law by signature, by lapse of time or by override',
    ),
  }),
  order: ORDER,
}

/** New York City Charter, chapter 2; the hearing before the Mayor is that of Municipal Home Rule Law § 20. */
export const newYorkCity: ProcedureProfile = {
  id: 'nyc-charter',
  names: of('《纽约市宪章》规定的地方法程序', 'New York City Charter: local laws'),
  basis: practice('《纽约市宪章》第 32、34、36、37 条', 'New York City Charter §§ 32, 34, 36, 37'),
  origin: 'law',
  link: 'https://codelibrary.amlegal.com/codes/newyorkcity/latest/NYCcharter/0-0-0-382',
  classes: [],
  extends: null,
  steps: stepsBy(
    ['[Mm]ayor'],
    {
      introduction: of(
        '市议会的立法以地方法进行，由议员提出（第 32 条）',
        'The Council legislates by local law, which a member introduces (§ 32)',
      ),
      referral: of(
        '按议事规则交付委员会（第 46 条）',
        'Referred to a committee by the rules of the Council (§ 46)',
      ),
      hearing: of('委员会听证（第 33、46 条）', 'Heard by the committee (§§ 33, 46)'),
      committee_vote: of(
        '委员会按议事规则表决（第 46 条）',
        'The committee votes by the rules of the Council (§ 46)',
      ),
      vote: of('须全体议员过半数赞成（第 34、36 条）', 'Passed by a majority of all members (§§ 34, 36)'),
      presentation: of('通过后送市长（第 37 条）', 'What was passed is presented to the Mayor (§ 37)'),
      veto: of('市长可以附理由退回（第 37 条）', 'The Mayor may return it with objections (§ 37)'),
      override: of(
        '退回后须全体议员三分之二赞成（第 37 条）',
        'After that, two thirds of all members must repass it (§ 37)',
      ),
      enactment: of(
        '市长签署、三十日内未退回或推翻否决后成为地方法（第 37 条）',
        'It becomes a local law by signature, when not returned within thirty days, or by override (§ 37)',
      ),
    },
    { presentation: of('送市长', 'To the Mayor'), veto: of('市长否决', 'Vetoed') },
  ),
  // Items are heard and voted on in committee before they are introduced where the committee has preconsidered them.
  order: ORDER.filter(([first]) => first !== 'referral'),
}
