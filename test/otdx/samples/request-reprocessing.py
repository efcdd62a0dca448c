import requests
import base64
import os
import sys

# Constants
AUTH_URL = 'https://www.otdx-api.com.br/api-token-auth/'
API_URL = 'https://www.otdx-api.com.br/service/reprocessamento'

# User Credentials
USERNAME = 'your_username'
PASSWORD = 'your_password'

# File Paths
FILE_PATHS = [
    os.path.abspath('path_to_your_file_1'),
    os.path.abspath('path_to_your_file_2')
]

def check_file_existence(file_paths):
    for file_path in file_paths:
        if not os.path.exists(file_path):
            print(f"File not found: {file_path}")
            sys.exit(1)

def encode_file_to_base64(file_path):
    with open(file_path, 'rb') as file:
        return base64.b64encode(file.read()).decode('utf-8')

def get_file_extension(file_path):
    return os.path.splitext(file_path)[1].lstrip('.').lower()

# The text prints the sample up to here and links to the rest, which is ours.
check_file_existence(FILE_PATHS)
token = requests.post(AUTH_URL, data={'username': USERNAME, 'password': PASSWORD}).json()['token']
response = requests.post(API_URL, headers={'Authorization': f'Token {token}'}, json={
    'codigoCarteira': '43421',
    'dataReprocessamento': '2025-01-16',
    'motivo': 'Preço de um ativo errado.',
    'anexos': [
        {'arquivo': encode_file_to_base64(path), 'extensao': get_file_extension(path)} for path in FILE_PATHS
    ],
})
print(response.status_code, response.json())
