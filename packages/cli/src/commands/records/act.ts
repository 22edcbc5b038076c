import type { CommandBody } from '../../command/command.ts'
import {
  answerFieldsOption,
  connectionOptions,
  encodingOption,
  jsonOption,
  unknownFieldsOption,
} from '../../command/shared-options.ts'

/** Performs one of Coupa's own actions. */
export const actCommand: CommandBody = {
  description: `"resources NAME" lists the actions of a resource and their parameters. For an action on the resource as a whole,
replace the id with "-". Parameters are key=value; key:=value takes JSON, and --input a whole object.`,
  arguments: [
    { name: '<resource>', description: 'such as invoices' },
    { name: '<id>', description: 'id of the record in Coupa, or "-"' },
    { name: '<action>', description: 'such as submit, void, add_approver' },
    { name: '[parameters...]', description: 'key=value, or key:=JSON' },
  ],
  options: [
    { flags: '--input <file>', description: 'parameters as one JSON object from this file, "-" for standard input' },
    { flags: '-o, --output <file>', description: 'where to save the response if it is a file' },
    answerFieldsOption,
    unknownFieldsOption,
    encodingOption,
    jsonOption,
    ...connectionOptions,
  ],
  examples: [
    'coupa-connector action invoices 41 submit',
    'coupa-connector action invoices 41 add_approver approver_id=34',
    'coupa-connector action invoices 41 mark-exported',
    'coupa-connector action invoices 41 retrieve_legal_invoice_pdf --output 41.pdf',
    'coupa-connector action requisitions - submit_for_approval --input requisition.json',
  ],
  run: async (input, context) => {
    const { runAct } = await import('./run-act.ts')
    return await runAct(input, context)
  },
}
