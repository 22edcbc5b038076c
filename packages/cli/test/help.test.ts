import { spawnSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { connectionFields } from '@coupa-connector/connector/internals'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Command } from '../src/command/command.ts'
import { version } from '../src/command/program-name.ts'
import { connectionsCommand } from '../src/commands/connections/connections.ts'
import { commandList, loadAllCommands } from '../src/program/command-list.ts'
import { createPerson, type Person } from './support/program.ts'
import { runHere } from './support/run-here.ts'

let person: Person
beforeAll(async () => {
  person = await createPerson()
})
afterAll(() => person[Symbol.asyncDispose]())

describe('help', () => {
  test('lists every command of the contract', async () => {
    const { status, stdout } = await person.run(['--help'])

    expect(status).toBe(0)
    const contract =
      'test query get create update action attach download resources scopes sandbox demo connections completion'
    for (const name of contract.split(' ')) expect(stdout).toMatch(new RegExp(`^  ${name} `, 'm'))
  })

  test.each(commandList.map(({ name }) => name))('of %s ends well and has examples', async (name) => {
    const { status, stdout, stderr } = await runHere([name, '--help'])

    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout).toContain('Examples:')
    expect(stdout).toContain(`Usage: coupa-connector ${name}`)
  })

  test('of a command below a command ends well', async () => {
    expect(await person.run(['connections', 'add', '--help'])).toMatchObject({ status: 0, stderr: '' })
  })

  test('comes for "help COMMAND" too', async () => {
    const [one, other] = await Promise.all([person.run(['help', 'query']), person.run(['query', '--help'])])

    expect(one.stdout).toBe(other.stdout)
  })

  test('shows the present names of options and commands alone', async () => {
    const [root, query, run] = await Promise.all([
      person.run(['--help']),
      person.run(['query', '--help']),
      person.run(['hub', 'run', '--help']),
    ])

    expect(root.stdout).not.toMatch(/^ {2}act /m)
    expect(query.stdout).toContain('--encoding <name>')
    expect(query.stdout).toContain('--parameter <key=value>')
    expect(query.stdout).not.toMatch(/--wire|--raw/)
    expect(run.stdout).not.toMatch(/\bact\b/)
  })

  test('only names options that exist in its examples', async () => {
    const all = await loadAllCommands()
    const everything = (commands: readonly Command[]): readonly Command[] =>
      commands.flatMap((command) => [command, ...everything(command.commands ?? [])])
    for (const line of everything(all).flatMap(({ examples = [] }) => examples)) {
      const words = /coupa-connector (.*)/.exec(line)?.[1]?.split(' ') ?? []
      const named: Command[] = []
      for (let below = all; ; ) {
        const command = below.find(({ name }) => name === words[named.length])
        if (!command) break
        named.push(command)
        below = command.commands ?? []
      }
      const known = named.flatMap(({ options = [] }) => options).map(({ flags }) => flags)
      for (const option of line.match(/(?<= )--[a-z-]+/g) ?? []) {
        const isKnown = named.length === 0 || option === '--help' || known.some((flags) => flags.includes(option))
        expect(isKnown, line).toBe(true)
      }
    }
  })

  test('tells the version of the package', async () => {
    const { version: packaged } = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8'))

    expect(version).toBe(packaged)
    expect((await person.run(['--version'])).stdout).toBe(`${version}\n`)
  })

  test('offers an option for every field of a connection that is not a secret', () => {
    const add = connectionsCommand.commands?.find(({ name }) => name === 'add')
    const offered = add?.options?.map(({ flags }) => flags.split(' ')[0])

    for (const { flag } of connectionFields) if (flag) expect(offered).toContain(flag)
  })
})

describe('wrong usage', () => {
  test.each([
    [
      ['qery', 'invoices'],
      ['"qery"', 'Did you mean "query"?'],
    ],
    [['--jsn'], ['"--jsn"']],
    [['query'], ["argument 'resource'"]],
    [
      ['query', 'invioces'],
      ['"invioces"', 'Did you mean "invoices"?'],
    ],
    [
      ['query', 'invoices', '--feilds', 'id'],
      ["'--feilds'", '--fields'],
    ],
    [
      ['query', 'invoices', '--limit', 'ten'],
      ['--limit', '"ten"', 'whole number'],
    ],
    [
      ['query', 'invoices', '--limit', '0'],
      ['--limit', 'at least 1'],
    ],
    [
      ['query', 'invoices', '--format', 'xlsx'],
      ['--format', 'xlsx', 'parquet'],
    ],
    [
      ['query', 'invoices', '--order', 'name'],
      ['--order', 'any'],
    ],
    [['query', 'invoices', '--where', 'stauts=approved'], ['stauts']],
    [['query', 'invoices', '--where', 'status'], ['status']],
    [
      ['query', 'invoices', '--updated-after', 'yesterday'],
      ['--updated-after', '"yesterday"'],
    ],
    [['get', 'invoices', 'abc'], ['"abc"']],
    [['get', 'invoices'], ["argument 'id'"]],
    [
      ['act', 'invoices', '1', 'sumbit'],
      ['"sumbit"', 'submit'],
    ],
    [
      ['connections', 'lst'],
      ['"lst"', 'list'],
    ],
    [['connections', 'add', '../x'], ['"../x"']],
    [
      ['completion', 'tcsh'],
      ['"tcsh"', 'bash'],
    ],
    [
      ['sandbox', '--port', '99999'],
      ['--port', '65535'],
    ],
    [
      ['sandbox', '--quirk', 'retry-after=never'],
      ['retry-after', '"never"', 'seconds'],
    ],
    [
      ['sandbox', '--quirk', 'nope=1'],
      ['"nope"', 'create-status'],
    ],
    [['scopes', '--for', 'invoices:fly'], ['fly']],
    [
      ['get', 'invoices', '1', '--requests-per-second', '0'],
      ['--requests-per-second', 'from 1 to 1000'],
    ],
  ])('%j ends with 2 and says what is wrong', async (args, parts) => {
    const { status, stdout, stderr } = await runHere(args)

    expect(status).toBe(2)
    expect(stdout).toBe('')
    for (const part of parts) expect(stderr).toContain(part)
  })

  test('points from an unknown field to the option of the command line', async () => {
    const { stderr } = await person.run(['query', 'invoices', '--where', 'stauts=approved'])

    expect(stderr).toContain('--allow-unknown-fields lets any name pass')
    expect(stderr).not.toContain('allowUnknownFields')
  })

  test.each(commandList.map(({ name }) => name))('of %s names its help and ends with 2', async (name) => {
    const { status, stdout, stderr } = await runHere([name, '--no-such-option'])

    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toContain(`"coupa-connector ${name} --help"`)
  })

  test('without a command shows the help and ends with 2', async () => {
    expect(await person.run([])).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('Usage:') })
  })
})

describe('completion', () => {
  test.each(['bash', 'zsh', 'fish'])('for %s is understood by its shell, where that is there', async (shell) => {
    const { stdout } = await person.run(['completion', shell])
    const checked = spawnSync(shell, ['-n'], { input: stdout, encoding: 'utf8' })

    if (checked.error) expect(checked.error).toMatchObject({ code: 'ENOENT' })
    else expect({ status: checked.status, stderr: checked.stderr }).toEqual({ status: 0, stderr: '' })
    // Quotes come in pairs, whatever shell it is for.
    for (const line of stdout.split('\n')) {
      if (!line.startsWith('#')) expect(line.replaceAll("\\'", '').split("'").length % 2, line).toBe(1)
    }
  })

  test('for bash completes commands, options, choices and resources', async () => {
    const { stdout } = await person.run(['completion', 'bash'])
    const complete = (...words: string[]) => {
      const list = words.map((word) => `'${word}'`).join(' ')
      const script = `${stdout}\nCOMP_WORDS=(coupa-connector ${list}); COMP_CWORD=${words.length}; _coupa_connector; echo "\${COMPREPLY[*]}"`
      return spawnSync('bash', ['-c', script], { encoding: 'utf8', cwd: person.home }).stdout.trim().split(' ')
    }

    expect(complete('qu')).toEqual(['query'])
    expect(complete('query', 'invoi')).toContain('invoices')
    expect(complete('query', 'invoices', '--upd')).toEqual(['--updated-after'])
    expect(complete('query', 'invoices', '--format', 'pa')).toEqual(['parquet'])
    expect(complete('connections', 'add', 'acme', '--cli')).toEqual(['--client-id', '--client-authentication'])
    expect(complete('create', 'suppliers', '--fie')).toEqual(['--fields'])
    expect(complete('hub', 'api', 'connections.cr')).toEqual(['connections.create', 'connections.createSuggested'])
    expect(complete('hub', 'run', 'query', 'acme', 'invoices', '--wh')).toEqual(['--where'])
  })
})

describe('catalog commands', () => {
  test('print the smallest scope string on one line', async () => {
    const wanted = ['scopes', '--for', 'invoices:read,suppliers:write']
    const [whole, exact] = await Promise.all([person.run(wanted), person.run([...wanted, '--exact'])])

    expect(whole).toMatchObject({ status: 0, stdout: 'core.common.read core.invoice.read core.supplier.write\n' })
    expect(whole.stderr).toContain('core.common.read is for the connection test')
    expect(exact).toMatchObject({ status: 0, stdout: 'core.invoice.read core.supplier.write\n', stderr: '' })
  })

  test('show a resource for people and for programs', async () => {
    const [text, json] = await Promise.all([
      person.run(['resources', 'invoices']),
      person.run(['resources', 'invoices', '--json']),
    ])

    expect(text.stdout).toContain('invoice-number')
    expect(text.stdout).toContain('add_approver')
    expect(JSON.parse(json.stdout)).toMatchObject({ name: 'invoices', type: 'Invoice', fields: expect.any(Array) })
  })

  test('list all resources', async () => {
    const { stdout } = await person.run(['resources', '--json'])

    expect(JSON.parse(stdout).length).toBeGreaterThan(150)
  })

  test.each(['bash', 'zsh', 'fish'])(
    'print a completion for %s that knows commands, options and resources',
    async (shell) => {
      const { stdout } = await person.run(['completion', shell])

      for (const word of ['query', 'connections', 'updated-after', 'ndjson', 'tax_codes'])
        expect(stdout).toContain(word)
    },
  )
})
