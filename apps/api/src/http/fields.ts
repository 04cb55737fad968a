import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';

/** How a field of an answer is written in the OpenAPI document. */
export interface FieldOptions {
  readonly nullable?: boolean;
  readonly description?: string;
  /** Without this a field is always there. */
  readonly required?: boolean;
}

/** A UUID. */
export const Id = (options: FieldOptions = {}): PropertyDecorator => field({ type: String, format: 'uuid' }, options);

/** Free text. */
export const Text = (options: FieldOptions = {}): PropertyDecorator => field({ type: String }, options);

/** Euros as a decimal string: "20.00", "-4.15". */
export const Euro = (options: FieldOptions = {}): PropertyDecorator =>
  field({ type: String, pattern: '^-?[0-9]+\\.[0-9]{2,6}$', example: '20.00' }, options);

/** A civil day in Europe/Brussels. */
export const Day = (options: FieldOptions = {}): PropertyDecorator => field({ type: String, format: 'date' }, options);

/** A moment in UTC. */
export const At = (options: FieldOptions = {}): PropertyDecorator => field({ type: String, format: 'date-time' }, options);

/** A whole number. */
export const Whole = (options: FieldOptions = {}): PropertyDecorator => field({ type: 'integer' }, options);

/** True or false. */
export const Flag = (options: FieldOptions = {}): PropertyDecorator => field({ type: Boolean }, options);

/** One of a closed list. */
export const Choice = (values: readonly string[], options: FieldOptions = {}): PropertyDecorator => field({ type: String, enum: [...values] }, options);

/** Named values whose set depends on a code beside them. */
export const Facts = (): PropertyDecorator => field({ type: 'object', additionalProperties: true }, {});

/** Another class. */
export const Part = (of: () => new () => unknown, options: FieldOptions = {}): PropertyDecorator => field({ type: () => of() }, options);

/** A list of another class. */
export const Parts = (of: () => new () => unknown, options: FieldOptions = {}): PropertyDecorator => field({ type: () => of(), isArray: true }, options);

function field(shape: ApiPropertyOptions, options: FieldOptions): PropertyDecorator {
  return applyDecorators(ApiProperty({ ...shape, required: true, ...options } as ApiPropertyOptions));
}
