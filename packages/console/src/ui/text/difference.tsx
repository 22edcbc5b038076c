/** One thing that changed: before struck out, after beside it. */
export function Difference({
  label,
  from,
  to,
}: {
  readonly label: string
  readonly from: string
  readonly to: string
}): React.JSX.Element {
  return (
    <div className="difference">
      <span className="muted">{label}</span>
      <span>{from === '' ? <span className="quiet">empty</span> : <del>{from}</del>}</span>
      <span>
        <span className="quiet" aria-hidden="true">
          →{' '}
        </span>
        {to === '' ? <span className="quiet">removed</span> : <ins>{to}</ins>}
      </span>
    </div>
  )
}
