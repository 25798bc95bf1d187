import { IsEmail, IsString, Length, MaxLength } from 'class-validator';

/** Addresses within one house, such as admin@localhost, are addresses too. */
export const EMAIL_RULE = { require_tld: false };

export class LoginDto {
  @IsEmail(EMAIL_RULE, { message: 'email must be an e-mail address' })
  @MaxLength(254)
  email!: string;

  @IsString()
  @Length(1, 1024)
  password!: string;
}
