/** Units in which rules measure. */
import { of } from '../../record/problem.ts'

export const DAYS = of('天', 'days')
export const WORKING_DAYS = of('个工作日', 'working days')
export const TIMES = of('次', 'times')
export const PER_CENT = of('%', 'per cent')
export const PIECES = of('件', 'pieces')
export const MATTERS = of('项', 'matters')
