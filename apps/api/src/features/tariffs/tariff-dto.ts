import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsIn, IsInt, IsISO8601, IsOptional, IsString, Length, Max, Min, ValidateNested } from 'class-validator';
import { Choice, Day, Id, Parts, Text, Whole } from '../../http/fields.js';
import { UTILITIES } from '../accounts/index.js';

export const COMPONENTS = ['energy', 'network', 'capacity', 'fixed', 'levies'] as const;
export const UNITS = ['kwh', 'kwh_day', 'kwh_night', 'kw_year', 'day'] as const;

export class NewTariffComponent {
  @ApiProperty({ enum: COMPONENTS }) @IsIn(COMPONENTS)
  component: (typeof COMPONENTS)[number];

  @ApiProperty({ enum: UNITS, description: 'kwh_day and kwh_night go together; kw_year is for capacity, day for fixed.' }) @IsIn(UNITS)
  unit: (typeof UNITS)[number];

  @ApiProperty({ type: String, example: '0.15235', description: 'Euros per unit, at most five decimals, without VAT.' }) @IsString()
  priceEuro: string;
}

export class NewTariff {
  @ApiProperty({ type: String, description: 'An existing name adds a version to that tariff.' }) @IsString() @Length(2, 100)
  name: string;

  @ApiProperty({ enum: UTILITIES }) @IsIn(UTILITIES)
  utility: (typeof UTILITIES)[number];

  @ApiProperty({ type: String, format: 'date' }) @IsISO8601({ strict: true }) @Length(10, 10)
  validFrom: string;

  @ApiPropertyOptional({ type: String, format: 'date', description: 'The last day; open when absent.' })
  @IsOptional() @IsISO8601({ strict: true }) @Length(10, 10)
  validUntil?: string;

  @ApiProperty({ type: 'integer', description: '600 is 6 %.' }) @IsInt() @Min(0) @Max(10_000)
  vatBasisPoints: number;

  @ApiProperty({ type: [NewTariffComponent] })
  @ValidateNested({ each: true }) @Type(() => NewTariffComponent) @ArrayMinSize(1) @ArrayMaxSize(20)
  components: NewTariffComponent[];
}

export class TariffComponent {
  @Choice(COMPONENTS) component: string;
  @Choice(UNITS) unit: string;
  @Text({ description: 'Euros per unit with five decimals, without VAT.' }) priceEuro: string;
}
export class TariffVersionRow {
  @Id() id: string;
  @Text() name: string;
  @Choice(UTILITIES) utility: (typeof UTILITIES)[number];
  @Day() validFrom: string;
  @Day({ nullable: true }) validUntil: string | null;
  @Whole() vatBasisPoints: number;
  @Parts(() => TariffComponent) components: TariffComponent[];
}
export class TariffList {
  @Parts(() => TariffVersionRow) items: TariffVersionRow[];
  @Text({ nullable: true }) nextCursor: string | null;
}
export class AddedTariff {
  @Id() id: string;
}
