import type { shareZh } from '../../zh/site/share.ts'

/** English words of the line as a picture, of embeds, citations, and the statement on accessibility. */
export const shareEn: typeof shareZh = {
  thread: {
    title: 'Follow the line',
    hint: 'From power to outcome in one picture; each part of it can be opened.',
    stages: { power: 'Power', decision: 'Decision', milestone: 'Milestone', outcome: 'Outcome' },
    asText: 'The picture in words',
    rest: '{n} more milestone|{n} more milestones',
    none: 'no milestone promised',
    unnamed: 'no power named',
    short: 'power → decision → milestones → outcome',
  },
}
