import type { Caller, CallRequest, CallResponse, StreamedCallResponse } from '../http/call.ts'

/** What a scripted caller answers to one call: an answer, an error to reject with, or a function of the request. */
export type ScriptedAnswer = CallResponse | Error | ((request: CallRequest) => CallResponse | Promise<CallResponse>)

/** A caller that gives the answers of a script in turn and keeps the requests. It fails the call that has no answer left. */
export interface ScriptedCaller extends Caller {
  readonly requests: readonly CallRequest[]
  /** Answers that nobody asked for: a test ends with none. */
  readonly unused: number
}

export function createScriptedCaller(...answers: readonly ScriptedAnswer[]): ScriptedCaller {
  const requests: CallRequest[] = []
  const call = async (request: CallRequest): Promise<CallResponse> => {
    const answer = answers[requests.length]
    requests.push(request)
    if (answer === undefined) throw new TypeError(`the script has no answer for ${request.method} ${request.path}`)
    if (answer instanceof Error) throw answer
    return typeof answer === 'function' ? answer(request) : answer
  }
  return {
    requests,
    get unused() {
      return answers.length - requests.length
    },
    call,
    callStreamed: async (request): Promise<StreamedCallResponse> => {
      const { bytes, ...rest } = await call(request)
      return { ...rest, stream: piecesOf(bytes) }
    },
  }
}

/** An answer with a JSON body. */
export function jsonAnswer(status: number, value: unknown, headers: Record<string, string> = {}): CallResponse {
  return answerOf(status, JSON.stringify(value), { 'content-type': 'application/json; charset=utf-8', ...headers })
}

/** An answer with any body. */
export function answerOf(status: number, body: string, headers: Record<string, string> = {}): CallResponse {
  return { status, headers, bytes: Buffer.from(body) }
}

async function* piecesOf(bytes: Buffer): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 4) yield bytes.subarray(at, at + 4)
}
