/** Words to make invented people and things of. */
export const FIRST_NAMES = [
  'Ana',
  'Bruno',
  'Carla',
  'Diego',
  'Elisa',
  'Fabio',
  'Gabriela',
  'Heitor',
  'Iara',
  'Joana',
  'Lucas',
  'Marina',
];
export const SURNAMES = [
  'Souza',
  'Oliveira',
  'Lima',
  'Ferreira',
  'Ribeiro',
  'Carvalho',
  'Barbosa',
  'Teixeira',
  'Moura',
  'Nogueira',
];
export const STREETS = [
  'Rua das Acácias',
  'Avenida Central',
  'Rua do Porto',
  'Alameda dos Ipês',
  'Rua Nova',
  'Travessa do Sol',
];
export const PLACES = [
  { town: 'São Paulo', ibge: '3550308' },
  { town: 'Rio de Janeiro', ibge: '3304557' },
  { town: 'Belo Horizonte', ibge: '3106200' },
  { town: 'Curitiba', ibge: '4106902' },
  { town: 'Recife', ibge: '2611606' },
] as const;
export const PRODUCT_NAMES = ['Essencial', 'Plus', 'Clássico', 'Horizonte', 'Sereno', 'Crescimento', 'Reserva'];
export const TRANSACTION_NAMES = [
  'Padaria',
  'Supermercado',
  'Farmácia',
  'Pix recebido',
  'Pix enviado',
  'Conta de luz',
  'Salário',
  'Livraria',
];
