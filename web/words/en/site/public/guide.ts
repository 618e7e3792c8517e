import type { guideZh } from '../../../zh/site/public/guide.ts'

export const guideEn: typeof guideZh = {
  guide: {
    title: 'How to apply',
    hint: 'How to apply, as the list has it.',
    gaps: 'The list leaves out {n}: {parts}.',
    limit: 'Accepted today, it is decided by {due} at the latest ({limit})',
    limitOpen: '{limit}; the holidays are not announced yet, so there is no last day',
    complain: 'Where to complain',
    ask: 'Ask in public, and the department answers against a clock',
    report: 'Report it, and what you write stays sealed',
  },
}
