/** RFC 9457 problem document. `instance` is the request id; `errors` names the faulty fields. */
export interface Problem {
  status: number;
  title: string;
  detail: string;
  instance: string;
  errors?: FieldFault[];
}

export interface FieldFault {
  field: string;
  detail: string;
}

export const isProblem = (value: unknown): value is Problem =>
  typeof value === 'object' && value !== null && 'status' in value && 'title' in value && 'detail' in value;
