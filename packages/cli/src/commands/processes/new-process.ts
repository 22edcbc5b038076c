import { writeFile } from 'node:fs/promises'
import type { DefinitionInput, LoadDefinitionInput } from '@coupa-connector/process'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { didYouMean } from '../../command/suggest.ts'
import { UsageError } from '../../command/usage-error.ts'
import { print } from '../../terminal/print.ts'

/** Writes a definition from a template. An existing file stays as it is. */
export async function newProcess(input: CommandInput, context: Context): Promise<number> {
  const definition = await createFromTemplate(input)
  const text = `${JSON.stringify(definition, undefined, 2)}\n`
  const file = input.text('output')
  if (file === undefined) {
    await print(context.stdout, text)
    return 0
  }
  await writeNew(file, text)
  await print(context.stdout, `${file} is written. Next: coupa-connector processes preview ${file}\n`)
  return 0
}

async function createFromTemplate(input: CommandInput): Promise<DefinitionInput | LoadDefinitionInput> {
  const process = await import('@coupa-connector/process')
  const template = input.required('template')
  if (process.findLoadTemplate(template) !== undefined) {
    refuseOptions(input, template, ['shape', 'acknowledge'], 'moves data into Coupa')
    const destination = input.text('destination')
    if (destination !== undefined && destination !== 'rest' && destination !== 'flat-files') {
      throw new UsageError(`--destination ${destination} does not fit here: ${template} moves data into Coupa.`, {
        suggestion: 'Choose rest or flat-files, and say with --source where the records come from.',
      })
    }
    const load = process.createLoad({
      template,
      source: input.text('source'),
      format: input.text('format'),
      name: input.text('name'),
      resource: input.text('resource'),
      destination: input.text('destination'),
      object: input.text('object'),
    })
    process.parseLoad(load)
    return load
  }
  if (process.findTemplate(template) === undefined) {
    const names = [...process.listTemplates(), ...process.listLoadTemplates()].map(({ id }) => id)
    const hint = didYouMean(template.toUpperCase(), names)
    throw new UsageError(`There is no template "${template}".`, {
      suggestion: [hint, '"coupa-connector processes templates" lists them.'].filter(Boolean).join(' '),
    })
  }
  refuseOptions(input, template, ['source', 'object'], 'moves data out of Coupa')
  const given = input.text('destination')
  if (given === 'rest' || given === 'flat-files') {
    throw new UsageError(`--destination ${given} does not fit here: ${template} moves data out of Coupa.`, {
      suggestion: 'Choose files, sftp, s3, postgresql or http.',
    })
  }
  const definition = process.createDefinition({
    template,
    destination: input.text('destination') ?? 'files',
    shape: input.text('shape'),
    format: input.text('format'),
    acknowledge: input.text('acknowledge'),
    resource: input.text('resource'),
    name: input.text('name'),
  })
  process.parseDefinition(definition)
  return definition
}

function refuseOptions(input: CommandInput, template: string, options: readonly string[], reason: string): void {
  const given = options.find((option) => input.text(option) !== undefined)
  if (given !== undefined) throw new UsageError(`--${given} does not fit here: ${template} ${reason}.`)
}

async function writeNew(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text, { flag: 'wx' })
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') {
      throw new UsageError(`${file} exists already and is left as it is.`, {
        cause: error,
        suggestion: 'Name another file with --output, or remove this one.',
      })
    }
    throw new UsageError(`${file} cannot be written: ${message}.`, { cause: error })
  }
}
