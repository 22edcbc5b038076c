import { PassThrough } from 'node:stream'
import { Client } from '@modelcontextprotocol/client'
import { StdioServerTransport } from '@modelcontextprotocol/server/stdio'
import { systemClock } from '../../src/command/clock.ts'
import { runProgram } from '../../src/program/run-program.ts'

/** What a tool answered: the text that a model reads, and what stands in it. */
export interface ToolAnswer {
  readonly isError: boolean
  readonly text: string
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into answers of every tool
  readonly json: any
}

/** An agent's program that has started `coupa-connector mcp`. */
export interface Agent extends AsyncDisposable {
  readonly client: Client
  call(tool: string, input?: Readonly<Record<string, unknown>>): Promise<ToolAnswer>
  /** Calls so far, and bytes of all answers. */
  readonly used: { calls: number; bytes: number }
  /** Settles with the exit code. */
  readonly finished: Promise<number>
  /** What the command wrote for people. */
  printed(): string
}

/** Starts the command in this process, with the official client at its other end. */
export async function startAgent(
  environment: Readonly<Record<string, string>>,
  args: readonly string[] = [],
  mode: 'auto' | 'legacy' = 'auto',
): Promise<Agent> {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()]
  let printed = ''
  stderr.setEncoding('utf8').on('data', (text: string) => {
    printed += text
  })
  const finished = runProgram(['mcp', ...args], {
    stdin,
    stdout,
    stderr,
    environment,
    clock: systemClock,
    signal: new AbortController().signal,
    isTerminal: { stdin: false, stdout: false, stderr: false },
  })
  const end = async (): Promise<void> => {
    stdin.end()
    await finished
  }
  return await connectAgent(new StdioServerTransport(stdout, stdin), { finished, printed: () => printed, end }, mode)
}

/** Speaks the newest revision that both know; as `legacy`, that of 2025. */
export async function connectAgent(
  transport: Parameters<Client['connect']>[0],
  { finished, printed, end }: Pick<Agent, 'finished' | 'printed'> & { end(): Promise<void> },
  mode: 'auto' | 'legacy' = 'auto',
  /** Shows people the addresses that a server asks to be opened. Default: cannot. */
  openLink?: (url: string) => void,
): Promise<Agent> {
  const capabilities = openLink ? { capabilities: { elicitation: { url: {} } } } : {}
  const client = new Client({ name: 'test-agent', version: '1.0.0' }, { versionNegotiation: { mode }, ...capabilities })
  if (openLink) {
    client.setRequestHandler('elicitation/create', ({ params }) => {
      if (params.mode === 'url') openLink(params.url)
      return { action: 'accept' }
    })
  }
  await client.connect(transport)
  const used = { calls: 0, bytes: 0 }
  return {
    client,
    used,
    finished,
    printed,
    call: async (name, input = {}) => {
      const { content, isError } = await client.callTool({ name, arguments: { ...input } })
      const [first] = content as readonly { readonly type: string; readonly text?: string }[]
      const text = first?.text ?? ''
      used.calls += 1
      used.bytes += Buffer.byteLength(text)
      return { isError: isError === true, text, json: text.startsWith('{') ? JSON.parse(text) : undefined }
    },
    [Symbol.asyncDispose]: async () => {
      await client.close()
      await end()
    },
  }
}
