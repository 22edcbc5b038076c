import { z } from 'zod'
import { accountParams, id, pageOf, pageQuery } from '../schemas/common.ts'
import { answerResult, consumerAnswer, waitingRecord } from '../schemas/processes/process-answers.ts'
import { defineRoutes } from './route.ts'

const deploymentParams = accountParams.extend({ deployment: id })
const tag = 'Processes'

/** Records of processes that wait for an answer of their consumer, and the answers. */
export const processAnswerRoutes = defineRoutes({
  'answers.give': {
    method: 'POST',
    path: '/accounts/:account/deployments/:deployment/answers',
    access: { kind: 'account', role: 'operator' },
    tag,
    summary: 'Say what became of delivered records, and have Coupa told',
    description:
      'For processes with `acknowledge.mode` set to `after-answer`. Each answer is judged by itself: one that is rejected does not hold up the others. Answers are kept before this is answered; a run then marks in Coupa what was accepted, writes back, and reports what was refused. Giving an answer twice does no harm.',
    params: deploymentParams,
    body: z.object({ answers: z.array(consumerAnswer).min(1).max(1000) }),
    response: z.object({
      /** An outcome for each answer, in their order. */
      answers: z.array(answerResult),
      /** The run that tells Coupa; null if there is nothing to tell. */
      run: id.nullable(),
      /** How many records still wait for an answer. */
      waiting: z.number().int(),
    }),
    isIdempotent: true,
    problems: ['NOT_READY'],
  },
  'answers.waiting': {
    method: 'GET',
    path: '/accounts/:account/deployments/:deployment/waiting',
    access: { kind: 'account', role: 'viewer' },
    tag,
    summary: 'Delivered records that wait for an answer of the consumer',
    description: 'In the order of their ids as texts.',
    params: deploymentParams,
    query: pageQuery,
    response: pageOf(waitingRecord),
    problems: ['CURSOR_INVALID'],
  },
})
