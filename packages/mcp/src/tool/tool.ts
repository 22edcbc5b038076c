import type { ToolAnnotations } from '@modelcontextprotocol/server'
import * as z from 'zod'
import type { Organization } from '../organization/organization.ts'

/** What a tool may use while it runs. */
export interface ToolCall {
  /** The organization that the call means. Throws a `ToolProblem` when it is none of those that may be asked. */
  organization(): Promise<Organization>
  /** The name of it, where there are several. */
  readonly connection?: string | undefined
  /** The program of the agent, by its own word. For people to see, and for nothing to rely on. */
  readonly agent: string
  /** Whether the program can show a person an address: then a tool may give a `LinkToOpen`. */
  readonly opensLinks: boolean
  /** The state of a `LinkToOpen`, where the client has shown it and repeats the call. */
  readonly resumed: string | undefined
  readonly signal: AbortSignal
}

/** One tool, as a plain object: what a client is told of it, and what it does. */
export interface Tool {
  readonly name: string
  readonly title: string
  readonly description: string
  readonly annotations: ToolAnnotations
  readonly input: z.ZodObject
  /** Whether a call means one organization, which has to be named where there are several. */
  readonly asksOrganization: boolean
  /** Gives the answer as a JSON object; throws what went wrong. */
  run(input: unknown, call: ToolCall): Promise<object>
}

export interface ToolDeclaration<Shape extends z.ZodRawShape> extends Omit<Tool, 'input' | 'run'> {
  readonly input: Shape
  run(input: z.output<z.ZodObject<Shape>>, call: ToolCall): Promise<object>
}

/** Checks a tool's form and keeps the types of its input inside. Names that its input does not have are refused. */
export function defineTool<Shape extends z.ZodRawShape>({ input, run, ...rest }: ToolDeclaration<Shape>): Tool {
  const schema = z.strictObject(input)
  return {
    ...rest,
    input: schema,
    run: async (given, call) => await run(schema.parse(given) as z.output<z.ZodObject<Shape>>, call),
  }
}

/** Annotations of what only looks, and asks Coupa for it. */
export const readsCoupa: ToolAnnotations = { readOnlyHint: true, openWorldHint: true }

/** Annotations of what only looks, and knows the answer here. */
export const readsCatalog: ToolAnnotations = { readOnlyHint: true, openWorldHint: false }
