/** An environment by name. Those for production are marked, so that nobody takes one for a test. */
export function EnvironmentName({
  environment,
}: {
  readonly environment: { readonly name: string; readonly classification: string }
}): React.JSX.Element {
  return (
    <span className="environment" data-class={environment.classification}>
      {environment.name}
    </span>
  )
}
